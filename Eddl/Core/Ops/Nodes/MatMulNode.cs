namespace DeepHealth.Eddl;

/// <summary>A batch of matrix products <c>y[b] = x[b] · w[b]</c>.</summary>
internal sealed class MatMulNode(Tensor x, Tensor w, MatMulShape shape) : OpNode("MatMul", x, w)
{
    public override void Forward(Kernels kernels) => kernels.MatMul(Inputs[0], Inputs[1], Output, shape, accumulate: false);

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            // dx[m, k] = dy[m, n] · w[k, n]ᵀ
            kernels.MatMul(dy, Inputs[1], dx, new MatMulShape(shape.Batch, shape.M, shape.K, shape.N, TransposeX: false, TransposeW: true), accumulate);
        }

        if (TryTakeGradient(1, out Tensor? dw, out accumulate))
        {
            // dw[k, n] = x[m, k]ᵀ · dy[m, n]
            kernels.MatMul(Inputs[0], dy, dw, new MatMulShape(shape.Batch, shape.K, shape.N, shape.M, TransposeX: true, TransposeW: false), accumulate);
        }
    }
}
