namespace DeepHealth.Eddl;

/// <summary>N-dimensional convolution, with bias.</summary>
internal sealed class ConvolutionNode : OpNode
{
    private readonly ConvolutionShape _shape;
    private readonly bool _hasBias;

    public ConvolutionNode(Tensor x, Tensor w, Tensor? bias, ConvolutionShape shape)
        : base("Conv", bias is null ? [x, w] : [x, w, bias])
    {
        _shape = shape;
        _hasBias = bias is not null;
    }

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>
    {
        ["group"] = _shape.Groups,
        ["depth"] = _shape.Depth,
        ["height"] = _shape.Height,
        ["width"] = _shape.Width,
    };

    public override void Forward(Kernels kernels)
        => kernels.Convolution(Inputs[0], Inputs[1], _hasBias ? Inputs[2] : null, Output, _shape);

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
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
            kernels.ConvolutionInputGradient(dy, Inputs[1], dx, _shape, accumulate);
        }
    }
}
