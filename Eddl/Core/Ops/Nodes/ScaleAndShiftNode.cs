using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary><c>y = f(scale·x + shift + summand)</c> with one scale and shift per channel: batch normalisation in inference with what follows it. It
/// is only found in captured steps and has no gradients.</summary>
internal sealed class ScaleAndShiftNode<TOp> : OpNode
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op;
    private readonly ChannelShape _shape;

    /// <param name="op">f.</param>
    /// <param name="x"><c>[N, C, …]</c>.</param>
    /// <param name="scale"><c>[C]</c>.</param>
    /// <param name="shift"><c>[C]</c>.</param>
    /// <param name="summand">Tensor of the shape of x, or null.</param>
    public ScaleAndShiftNode(TOp op, Tensor x, Tensor scale, Tensor shift, Tensor? summand)
        : base(FusedName.Of<TOp>("ScaleAndShift"), summand is null ? [x, scale, shift] : [x, scale, shift, summand])
    {
        _op = op;
        _shape = ChannelShape.Of(x.Shape, Name);
    }

    internal override ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.Follows;

    internal override bool IsFeatureMap(int input) => input is 0 or 3;

    internal override bool CanOverwrite(int input) => IsFeatureMap(input);

    private Tensor? Summand => Inputs.Count > 3 ? Inputs[3] : null;

    public override void Forward(Kernels kernels)
        => kernels.ScaleAndShiftThen(_op, Inputs[0], Inputs[1], Inputs[2], Summand, Output, _shape);

    public override void Backward(Kernels kernels)
        => throw new InvalidOperationException($"{Name}: this op of an inference step has no gradients.");

    internal override OpNode? Append<TNext>(TNext next)
        => CanAppend<TOp, TNext>() ? new ScaleAndShiftNode<TNext>(next, Inputs[0], Inputs[1], Inputs[2], Summand) : null;

    internal override OpNode? AppendSum(Tensor summand)
        => Summand is null && !FusedName.IsFused<TOp>() && summand.Shape == Output.Shape
            ? new ScaleAndShiftNode<TOp>(_op, Inputs[0], Inputs[1], Inputs[2], summand)
            : null;
}
