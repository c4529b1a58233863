namespace DeepHealth.Eddl;

/// <summary>Largest or smallest element over the middle axis of <c>[outer, size, inner]</c>. The gradient goes to the first winner.</summary>
internal sealed class ExtremeNode(Tensor x, Tensor indices, ReduceShape shape, bool largest) : OpNode(largest ? "ReduceMax" : "ReduceMin", x)
{
    public override void Forward(Kernels kernels) => kernels.Extreme(Inputs[0], Output, indices, shape, largest);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            kernels.ExtremeGradient(Output.OutputGradient(), indices, dx, shape, accumulate);
        }
    }
}
