namespace DeepHealth.Eddl;

/// <summary>A contiguous copy of a view.</summary>
internal sealed class CopyNode(Tensor x) : OpNode("Identity", x)
{
    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => false;

    public override void Forward(Kernels kernels)
    {
        if (Output.Type == DType.Float32)
        {
            kernels.Copy(Inputs[0], Output, accumulate: false);
        }
        else
        {
            StridedElements.Read(Inputs[0], Output);
        }
    }

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            kernels.Copy(Output.OutputGradient(), dx, accumulate);
        }
    }
}
