using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary><c>y = f(a, b)</c> for every pair of elements, with broadcasting.</summary>
internal sealed class BinaryNode<TOp>(TOp op, Tensor a, Tensor b) : OpNode(TOp.Name, a, b)
    where TOp : struct, IBinaryOp
{
    internal override ChannelsLastSupport ChannelsLastSupport
        => HasOneShape ? ChannelsLastSupport.Follows : ChannelsLastSupport.None;

    internal override bool BackwardReadsOutput => TOp.GradientReadsOperands;

    internal override bool BackwardReads(int input) => TOp.GradientReadsOperands;

    internal override bool CanOverwrite(int input) => Inputs[input].Shape == Output.Shape;

    internal override OpNode? JoinTo(OpNode before, int input)
        => typeof(TOp) == typeof(Add) && before.Output.Shape == Output.Shape ? before.AppendSum(Inputs[1 - input]) : null;

    internal override OpNode? Append<TNext>(TNext next)
        => HasOneShape ? new BinaryNode<ThenUnary<TOp, TNext>>(new ThenUnary<TOp, TNext>(op, next), Inputs[0], Inputs[1]) : null;

    private bool HasOneShape => Inputs[0].Shape == Output.Shape && Inputs[1].Shape == Output.Shape;

    public override void Forward(Kernels kernels) => kernels.Zip(op, Inputs[0], Inputs[1], Output);

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        if (TryTakeGradient(0, out Tensor? da, out bool accumulate))
        {
            kernels.ZipGradientLeft(op, Inputs[0], Inputs[1], Output, dy, da, accumulate);
        }

        if (TryTakeGradient(1, out Tensor? db, out accumulate))
        {
            kernels.ZipGradientRight(op, Inputs[0], Inputs[1], Output, dy, db, accumulate);
        }
    }
}
