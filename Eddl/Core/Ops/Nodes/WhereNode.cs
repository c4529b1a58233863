namespace DeepHealth.Eddl;

/// <summary><c>y = condition ? a : b</c>.</summary>
internal sealed class WhereNode(Tensor condition, Tensor a, Tensor b) : OpNode("Where", condition, a, b)
{
    public override void Forward(Kernels kernels) => kernels.Where(Inputs[0], Inputs[1], Inputs[2], Output, accumulate: false);

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        if (TryTakeGradient(1, out Tensor? da, out bool accumulate))
        {
            kernels.Where(Inputs[0], dy, null, da, accumulate);
        }

        if (TryTakeGradient(2, out Tensor? db, out accumulate))
        {
            kernels.Where(Inputs[0], null, dy, db, accumulate);
        }
    }
}
