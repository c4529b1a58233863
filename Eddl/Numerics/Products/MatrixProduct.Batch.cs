namespace DeepHealth.Numerics;

public static unsafe partial class MatrixProduct
{
    /// <summary>Computes <c>C[i] = (accumulate ? C[i] : 0) + op(A[i])[m, k] · op(B[i])[k, n]</c> for every i of a batch, in one parallel job.</summary>
    /// <remarks>Small products are shared one by one or several at a time, large ones in parts; the split depends on the sizes alone. Each C[i]
    /// has the bits of its product computed alone. Results must not overlap each other or an operand; operands may, also with a stride of 0
    /// for a matrix that all products share.</remarks>
    /// <param name="team">Threads.</param>
    /// <param name="batch">Number of products, at least 0.</param>
    /// <param name="transposeA">Whether each A is stored <c>[k, m]</c> rather than <c>[m, k]</c>.</param>
    /// <param name="transposeB">Whether each B is stored <c>[n, k]</c> rather than <c>[k, n]</c>.</param>
    /// <param name="m">Rows of each C, at least 0.</param>
    /// <param name="n">Columns of each C, at least 0.</param>
    /// <param name="k">Terms of each sum, at least 0.</param>
    /// <param name="a">First left operand.</param>
    /// <param name="lda">Distance of the stored rows of A, in numbers.</param>
    /// <param name="strideA">Distance of the left operands, in numbers.</param>
    /// <param name="b">First right operand.</param>
    /// <param name="ldb">Distance of the stored rows of B, in numbers.</param>
    /// <param name="strideB">Distance of the right operands, in numbers.</param>
    /// <param name="c">First result.</param>
    /// <param name="ldc">Distance of the rows of C, in numbers.</param>
    /// <param name="strideC">Distance of the results, in numbers.</param>
    /// <param name="accumulate">Whether each product is added to what its C holds.</param>
    public static void MultiplyBatch(
        WorkerTeam team, int batch, bool transposeA, bool transposeB, int m, int n, int k,
        float* a, int lda, long strideA, float* b, int ldb, long strideB, float* c, int ldc, long strideC, bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(team);
        ProductOperands<float> first = new(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate);
        ProductRunner.RunBatch(
            team, new ProductBatch<float>(first, batch, (nint)strideA, (nint)strideB, (nint)strideC), default(SinglePath<ProductThen.Nothing<float>>));
    }

    /// <inheritdoc cref="MultiplyBatch(WorkerTeam, int, bool, bool, int, int, int, float*, int, long, float*, int, long, float*, int, long, bool)"/>
    public static void MultiplyBatch(
        WorkerTeam team, int batch, bool transposeA, bool transposeB, int m, int n, int k,
        double* a, int lda, long strideA, double* b, int ldb, long strideB, double* c, int ldc, long strideC, bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(team);
        ProductOperands<double> first = new(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate);
        ProductRunner.RunBatch(
            team, new ProductBatch<double>(first, batch, (nint)strideA, (nint)strideB, (nint)strideC), default(DoublePath));
    }
}
