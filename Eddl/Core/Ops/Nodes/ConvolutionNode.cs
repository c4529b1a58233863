using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>N-dimensional convolution, with bias, followed by an element-wise op: <c>y = f(scale·(w ∗ x) + bias)</c>.</summary>
internal sealed class ConvolutionNode<TOp> : OpNode
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op;
    private readonly ConvolutionShape _shape;
    private readonly bool _hasBias;
    private readonly bool _hasScale;

    /// <param name="op">f.</param>
    /// <param name="x">Input.</param>
    /// <param name="w">Filters.</param>
    /// <param name="bias">One value per filter, or null.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="scale">One factor per filter; only with a bias, and only where no gradients are computed.</param>
    public ConvolutionNode(TOp op, Tensor x, Tensor w, Tensor? bias, ConvolutionShape shape, Tensor? scale = null)
        : base(FusedName.Of<TOp>("Conv"), bias is null ? [x, w] : scale is null ? [x, w, bias] : [x, w, bias, scale])
    {
        _op = op;
        _shape = shape;
        _hasBias = bias is not null;
        _hasScale = scale is not null;
    }

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>
    {
        ["group"] = _shape.Groups,
        ["depth"] = _shape.Depth,
        ["height"] = _shape.Height,
        ["width"] = _shape.Width,
    };

    internal override ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.Prefers;

    internal override Halos InputHalos => new(_shape.Depth.InputHalo, _shape.Height.InputHalo, _shape.Width.InputHalo);

    internal override Halos OutputHalos => new(_shape.Depth.OutputHalo, _shape.Height.OutputHalo, _shape.Width.OutputHalo);

    internal override bool BackwardReadsOutput => FusedName.IsFused<TOp>();

    internal override bool IsFeatureMap(int input) => input == 0;

    public override void Forward(Kernels kernels)
        => kernels.ConvolutionThen(_op, Inputs[0], Inputs[1], _hasBias ? Inputs[2] : null, _hasScale ? Inputs[3] : null, Output, _shape);

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        if (FusedName.IsFused<TOp>())
        {
            // Nobody else reads this gradient: it becomes that of f's argument.
            kernels.MapGradient(_op, Output, Output, dy, dy, accumulate: false);
        }

        if (TryTakeGradient(1, out Tensor? dw, out bool accumulate))
        {
            kernels.ConvolutionWeightGradient(Inputs[0], dy, dw, _shape, accumulate);
        }

        if (_hasBias && TryTakeGradient(2, out Tensor? dbias, out accumulate))
        {
            kernels.ChannelSum(dy, dbias, new ChannelShape(_shape.Batch, _shape.Filters, _shape.OutputPlane), accumulate);
        }

        if (TryTakeGradient(0, out Tensor? dx, out accumulate))
        {
            kernels.ConvolutionInputGradient(dy, Inputs[1], bias: null, dx, _shape, accumulate);
        }
    }

    internal override OpNode? Append<TNext>(TNext next)
        => CanAppend<TOp, TNext>()
            ? new ConvolutionNode<TNext>(next, Inputs[0], Inputs[1], _hasBias ? Inputs[2] : null, _shape, _hasScale ? Inputs[3] : null)
            : null;

    internal override OpNode? AppendScaleAndShift(Tensor scale, Tensor shift)
    {
        if (FusedName.IsFused<TOp>() || _hasScale)
        {
            return null;
        }

        Tensor bias = _hasBias ? (Inputs[2] * scale) + shift : shift;
        return new ConvolutionNode<TOp>(_op, Inputs[0], Inputs[1], bias, _shape, scale);
    }
}
