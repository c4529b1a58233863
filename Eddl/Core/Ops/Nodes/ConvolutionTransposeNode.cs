namespace DeepHealth.Eddl;

/// <summary>Transposed convolution, with bias: the input gradient of a convolution taken as the forward op, so the gradients are the convolution
/// itself and its weight gradient.</summary>
internal sealed class ConvolutionTransposeNode : OpNode
{
    private readonly ConvolutionShape _shape;
    private readonly bool _hasBias;

    // The convolution kernel overwrites its result: where another op has already written to dx, it goes here first.
    private Tensor? _summand;

    /// <param name="x">What is the gradient of the output in a convolution.</param>
    /// <param name="w">Weight, <c>[channels of x, channels of the result / groups, …kernel]</c>.</param>
    /// <param name="bias">One value per channel of the result, or null.</param>
    /// <param name="shape">Sizes of that convolution, whose input is the result.</param>
    public ConvolutionTransposeNode(Tensor x, Tensor w, Tensor? bias, ConvolutionShape shape)
        : base("ConvTranspose", bias is null ? [x, w] : [x, w, bias])
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

    internal override ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.Prefers;

    // What a convolution reads of its output's gradient is read here in the forward pass, and the other way round.
    internal override Halos InputHalos => new(_shape.Depth.OutputHalo, _shape.Height.OutputHalo, _shape.Width.OutputHalo);

    internal override Halos OutputHalos => new(_shape.Depth.InputHalo, _shape.Height.InputHalo, _shape.Width.InputHalo);

    internal override bool BackwardReadsOutput => false;

    internal override bool IsFeatureMap(int input) => input == 0;

    public override void Forward(Kernels kernels)
        => kernels.ConvolutionInputGradient(Inputs[0], Inputs[1], _hasBias ? Inputs[2] : null, Output, _shape, accumulate: false);

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        if (TryTakeGradient(1, out Tensor? dw, out bool accumulate))
        {
            kernels.ConvolutionWeightGradient(dy, Inputs[0], dw, _shape, accumulate);
        }

        if (_hasBias && TryTakeGradient(2, out Tensor? dbias, out accumulate))
        {
            kernels.ChannelSum(dy, dbias, new ChannelShape(_shape.Batch, _shape.Channels, _shape.InputPlane), accumulate);
        }

        if (TryTakeGradient(0, out Tensor? dx, out accumulate))
        {
            if (accumulate)
            {
                _summand ??= new Tensor(Inputs[0].Shape, DType.Float32, dy.Device);
                kernels.Convolution(dy, Inputs[1], null, _summand, _shape);
                kernels.Copy(_summand, dx, accumulate: true);
            }
            else
            {
                kernels.Convolution(dy, Inputs[1], null, dx, _shape);
            }
        }
    }
}
