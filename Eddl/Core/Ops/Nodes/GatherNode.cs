namespace DeepHealth.Eddl;

/// <summary>Rows of a table, chosen by index.</summary>
internal sealed class GatherNode(Tensor table, Tensor indices) : OpNode("Gather", table, indices)
{
    public override void Forward(Kernels kernels) => kernels.Gather(Inputs[0], Inputs[1], Output);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dtable, out bool accumulate))
        {
            kernels.GatherGradient(Inputs[1], Output.OutputGradient(), dtable, accumulate);
        }
    }
}
