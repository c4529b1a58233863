namespace DeepHealth.Numerics;

/// <summary>The operands of <c>C[m, n] = (accumulate ? C : 0) + op(A)[m, k] · op(B)[k, n] + bias[n]</c>, all row-major.</summary>
/// <typeparam name="TNumber">Type of the numbers.</typeparam>
/// <param name="transposeA">Whether A is stored <c>[k, m]</c>.</param>
/// <param name="transposeB">Whether B is stored <c>[n, k]</c>.</param>
/// <param name="m">Rows of C.</param>
/// <param name="n">Columns of C.</param>
/// <param name="k">Terms of each sum.</param>
/// <param name="a">Left operand.</param>
/// <param name="lda">Distance of its stored rows.</param>
/// <param name="b">Right operand.</param>
/// <param name="ldb">Distance of its stored rows.</param>
/// <param name="c">Result.</param>
/// <param name="ldc">Distance of its rows.</param>
/// <param name="accumulate">Whether the product is added to C.</param>
/// <param name="bias">One number per column, added to every row; or null.</param>
internal readonly unsafe struct ProductOperands<TNumber>(
    bool transposeA, bool transposeB, int m, int n, int k, TNumber* a, nint lda, TNumber* b, nint ldb, TNumber* c, nint ldc, bool accumulate,
    TNumber* bias = null)
    where TNumber : unmanaged
{
    public readonly bool TransposeA = transposeA;
    public readonly bool TransposeB = transposeB;
    public readonly int M = m;
    public readonly int N = n;
    public readonly int K = k;
    public readonly TNumber* A = a;
    public readonly nint Lda = lda;
    public readonly TNumber* B = b;
    public readonly nint Ldb = ldb;
    public readonly TNumber* C = c;
    public readonly nint Ldc = ldc;
    public readonly bool Accumulate = accumulate;
    public readonly TNumber* Bias = bias;

    /// <summary>Address of <c>op(A)[row, depth]</c>.</summary>
    public TNumber* LeftAt(int row, int depth) => TransposeA ? A + (depth * Lda) + row : A + (row * Lda) + depth;

    /// <summary>Address of <c>op(B)[depth, column]</c>.</summary>
    public TNumber* RightAt(int depth, int column) => TransposeB ? B + (column * Ldb) + depth : B + (depth * Ldb) + column;

    /// <summary>The product that gives one block of C.</summary>
    public ProductOperands<TNumber> Block(int row, int rows, int column, int columns)
        => new(
            TransposeA, TransposeB, rows, columns, K, LeftAt(row, 0), Lda, RightAt(0, column), Ldb, C + (row * Ldc) + column, Ldc, Accumulate,
            BiasAt(column));

    /// <summary>Address of the bias of one column; null where there is none.</summary>
    public TNumber* BiasAt(int column) => Bias == null ? null : Bias + column;

    /// <summary>The product <c>Cᵀ = op(B)ᵀ · op(A)ᵀ</c> of a result of one column without gaps and without bias, which then is one row.</summary>
    public ProductOperands<TNumber> AsRow()
        => new(!TransposeB, !TransposeA, 1, M, K, B, Ldb, A, Lda, C, M, Accumulate);

    /// <summary>The product <c>Cᵀ = op(B)ᵀ · op(A)ᵀ</c> of a result of one row, which then is one column. Its bias has one number per row.</summary>
    public ProductOperands<TNumber> AsColumn()
        => new(!TransposeB, !TransposeA, N, 1, K, B, Ldb, A, Lda, C, 1, Accumulate, Bias);

    /// <summary>The product at another place of a batch.</summary>
    public ProductOperands<TNumber> At(nint a, nint b, nint c)
        => new(TransposeA, TransposeB, M, N, K, A + a, Lda, B + b, Ldb, C + c, Ldc, Accumulate, Bias);
}
