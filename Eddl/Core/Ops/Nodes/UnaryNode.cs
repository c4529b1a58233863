using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary><c>y = f(x)</c> for every element.</summary>
internal sealed class UnaryNode<TOp>(TOp op, Tensor x) : OpNode(TOp.Name, x)
    where TOp : struct, IUnaryOp
{
    public override void Forward(Kernels kernels) => kernels.Map(op, Inputs[0], Output);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            kernels.MapGradient(op, Inputs[0], Output, Output.OutputGradient(), dx, accumulate);
        }
    }
}
