namespace DeepHealth.Numerics;

public static unsafe partial class MatrixProduct
{
    /// <inheritdoc cref="Multiply(WorkerTeam, bool, bool, int, int, int, float*, int, float*, int, float*, int, bool, float*)"/>
    public static void Multiply(
        WorkerTeam team, bool transposeA, bool transposeB, int m, int n, int k,
        double* a, int lda, double* b, int ldb, double* c, int ldc, bool accumulate, double* bias = null)
    {
        ArgumentNullException.ThrowIfNull(team);
        ProductRunner.Run(
            team, new ProductOperands<double>(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, bias), default(DoublePath));
    }

    /// <summary>The same on the calling thread alone, for use inside a part of a parallel job.</summary>
    /// <inheritdoc cref="Multiply(WorkerTeam, bool, bool, int, int, int, float*, int, float*, int, float*, int, bool, float*)"/>
    public static void MultiplySerial(
        bool transposeA, bool transposeB, int m, int n, int k, double* a, int lda, double* b, int ldb, double* c, int ldc, bool accumulate,
        double* bias = null)
        => ProductRunner.Run(
            team: null, new ProductOperands<double>(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, bias), default(DoublePath));
}
