namespace DeepHealth.Eddl;

/// <summary>Largest value of each window.</summary>
internal sealed class MaxPoolNode(Tensor x, Tensor indices, PoolShape shape) : OpNode("MaxPool", x)
{
    internal override ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.Follows;

    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => false;

    public override void Forward(Kernels kernels) => kernels.MaxPool(Inputs[0], Output, indices, shape);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            kernels.MaxPoolGradient(Output.OutputGradient(), indices, dx, shape, accumulate);
        }
    }
}
