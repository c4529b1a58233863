using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Batches of at least this many products are shared product by product, smaller ones inside each product.
    private const int ManyProducts = 16;

    /// <inheritdoc/>
    public override void MatMul(Tensor x, Tensor w, Tensor y, MatMulShape shape, bool accumulate)
    {
        MatMulJob job = new(shape, x.Pointer, w.Pointer, y.Pointer, accumulate);
        if (shape.Batch >= ManyProducts)
        {
            Run(ref job, shape.Batch, (long)shape.Batch * shape.M * shape.N * shape.K);
            return;
        }

        for (int b = 0; b < shape.Batch; b++)
        {
            job.Multiply(team, b);
        }
    }

    private readonly struct MatMulJob(MatMulShape shape, float* x, float* w, float* y, bool accumulate) : IParallelJob
    {
        private readonly MatMulShape _shape = shape;
        private readonly float* _x = x;
        private readonly float* _w = w;
        private readonly float* _y = y;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part) => MatrixProduct.MultiplySerial(
            _shape.TransposeX, _shape.TransposeW, _shape.M, _shape.N, _shape.K,
            Left(part), LeftPitch, Right(part), RightPitch, Result(part), _shape.N, _accumulate);

        public void Multiply(WorkerTeam team, int part) => MatrixProduct.Multiply(
            team, _shape.TransposeX, _shape.TransposeW, _shape.M, _shape.N, _shape.K,
            Left(part), LeftPitch, Right(part), RightPitch, Result(part), _shape.N, _accumulate);

        private int LeftPitch => _shape.TransposeX ? _shape.M : _shape.K;

        private int RightPitch => _shape.TransposeW ? _shape.K : _shape.N;

        private float* Left(int b) => _x + ((nint)b * _shape.M * _shape.K);

        private float* Right(int b) => _w + ((nint)b * _shape.K * _shape.N);

        private float* Result(int b) => _y + ((nint)b * _shape.M * _shape.N);
    }
}
