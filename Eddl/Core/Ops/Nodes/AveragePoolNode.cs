namespace DeepHealth.Eddl;

/// <summary>Mean of each window.</summary>
internal sealed class AveragePoolNode(Tensor x, PoolShape shape) : OpNode("AveragePool", x)
{
    internal override ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.Follows;

    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => false;

    public override void Forward(Kernels kernels) => kernels.AveragePool(Inputs[0], Output, shape);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            kernels.AveragePoolGradient(Output.OutputGradient(), dx, shape, accumulate);
        }
    }
}
