using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary><c>y = f(a, b)</c> for every pair of elements, with broadcasting.</summary>
internal sealed class BinaryNode<TOp>(TOp op, Tensor a, Tensor b) : OpNode(TOp.Name, a, b)
    where TOp : struct, IBinaryOp
{
    public override void Forward(Kernels kernels) => kernels.Zip(op, Inputs[0], Inputs[1], Output);

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        if (TryTakeGradient(0, out Tensor? da, out bool accumulate))
        {
            kernels.ZipGradientLeft(op, Inputs[0], Inputs[1], Output, dy, da, accumulate);
        }

        if (TryTakeGradient(1, out Tensor? db, out accumulate))
        {
            kernels.ZipGradientRight(op, Inputs[0], Inputs[1], Output, dy, db, accumulate);
        }
    }
}
