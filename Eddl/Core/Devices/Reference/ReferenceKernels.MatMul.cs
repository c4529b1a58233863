namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void MatMul(Tensor x, Tensor w, Tensor y, MatMulShape shape, bool accumulate)
    {
        (int batch, int rows, int columns, int inner, bool transposeX, bool transposeW) = shape;
        for (int b = 0; b < batch; b++)
        {
            Span<float> left = x.Floats().Slice(b * rows * inner, rows * inner);
            Span<float> right = w.Floats().Slice(b * inner * columns, inner * columns);
            Span<float> result = y.Floats().Slice(b * rows * columns, rows * columns);
            for (int m = 0; m < rows; m++)
            {
                for (int n = 0; n < columns; n++)
                {
                    double sum = 0;
                    for (int k = 0; k < inner; k++)
                    {
                        double l = transposeX ? left[(k * rows) + m] : left[(m * inner) + k];
                        double r = transposeW ? right[(n * inner) + k] : right[(k * columns) + n];
                        sum += l * r;
                    }

                    Store(ref result[(m * columns) + n], sum, accumulate);
                }
            }
        }
    }
}
