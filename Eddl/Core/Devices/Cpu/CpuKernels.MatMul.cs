using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void MatMul(Tensor x, Tensor w, Tensor y, MatMulShape shape, bool accumulate)
    {
        (int batch, int m, int n, int k, bool transposeX, bool transposeW) = shape;
        MatrixProduct.MultiplyBatch(
            team, batch, transposeX, transposeW, m, n, k, x.Pointer, LeftPitch(shape), (long)m * k, w.Pointer, RightPitch(shape), (long)k * n,
            y.Pointer, n, (long)m * n, accumulate);
    }

    /// <inheritdoc/>
    internal override void MatMulThen<TOp>(TOp op, Tensor x, Tensor w, Tensor? bias, Tensor y, MatMulShape shape)
    {
        (int batch, int m, int n, int k, bool transposeX, bool transposeW) = shape;
        float* columns = bias is null ? null : bias.Pointer;
        for (int b = 0; b < batch; b++)
        {
            MatrixProduct.MultiplyThen(
                op, team, transposeX, transposeW, m, n, k, x.Pointer + ((nint)b * m * k), LeftPitch(shape),
                w.Pointer + ((nint)b * k * n), RightPitch(shape), y.Pointer + ((nint)b * m * n), n, accumulate: false, columns);
        }
    }

    private static int LeftPitch(in MatMulShape shape) => shape.TransposeX ? shape.M : shape.K;

    private static int RightPitch(in MatMulShape shape) => shape.TransposeW ? shape.K : shape.N;
}
