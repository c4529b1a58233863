namespace DeepHealth.Numerics;

/// <summary>Products of matrices: <c>C = op(A) · op(B)</c> or <c>C += op(A) · op(B)</c>, row-major, in single or double precision.</summary>
/// <remarks>
/// Every element of C is summed in the same order: blocks of at most 640 consecutive k (320 in double precision), the block size depending on
/// k alone; inside a block the terms are added in ascending k, each with one rounding (fused multiply-add). So an element has the same bits for
/// any number of threads, any position in the matrix, any number of rows and columns around it, and any instruction set.
/// Two cases have an order of their own, which is as independent of threads, neighbours and instruction set: a result of one column
/// (<c>n = 1</c>) with A not transposed, and a result of one row (<c>m = 1</c>) with B transposed. Their terms lie side by side in memory, and
/// 16 sums share them: blocks of at most 2048 (1024) consecutive k, sum i of a block takes the terms <c>k ≡ i (mod 16)</c> in ascending order,
/// then the 16 are added in pairs (8, 4, 2, 1 apart). Otherwise memory could not be read at its speed.
/// After the first product of a thread nothing is allocated.
/// Blocking after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008.
/// </remarks>
public static unsafe partial class MatrixProduct
{
    /// <summary>Computes <c>C[m, n] = (accumulate ? C : 0) + op(A)[m, k] · op(B)[k, n] + bias[n]</c> on the threads of a team.</summary>
    /// <remarks>C must not overlap the others. With <c>k = 0</c> the product is zero. Sizes are not checked against memory.
    /// The bias is added last, with a rounding of its own: the bits are those of adding it to the finished product.</remarks>
    /// <param name="team">Threads.</param>
    /// <param name="transposeA">Whether A is stored <c>[k, m]</c> rather than <c>[m, k]</c>.</param>
    /// <param name="transposeB">Whether B is stored <c>[n, k]</c> rather than <c>[k, n]</c>.</param>
    /// <param name="m">Rows of C, at least 0.</param>
    /// <param name="n">Columns of C, at least 0.</param>
    /// <param name="k">Terms of each sum, at least 0.</param>
    /// <param name="a">Left operand.</param>
    /// <param name="lda">Distance of the stored rows of A, in numbers.</param>
    /// <param name="b">Right operand.</param>
    /// <param name="ldb">Distance of the stored rows of B, in numbers.</param>
    /// <param name="c">Result.</param>
    /// <param name="ldc">Distance of the rows of C, in numbers.</param>
    /// <param name="accumulate">Whether the product is added to what C holds.</param>
    /// <param name="bias">One number per column of C, added to every row; null for none.</param>
    public static void Multiply(
        WorkerTeam team, bool transposeA, bool transposeB, int m, int n, int k,
        float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate, float* bias = null)
    {
        ArgumentNullException.ThrowIfNull(team);
        ProductRunner.Run(
            team, new ProductOperands<float>(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, bias),
            default(SinglePath<ProductThen.Nothing<float>>));
    }

    /// <summary>The same on the calling thread alone, for use inside a part of a parallel job.</summary>
    /// <inheritdoc cref="Multiply(WorkerTeam, bool, bool, int, int, int, float*, int, float*, int, float*, int, bool, float*)"/>
    public static void MultiplySerial(
        bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate,
        float* bias = null)
    {
        ProductRunner.Run(
            team: null, new ProductOperands<float>(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, bias),
            default(SinglePath<ProductThen.Nothing<float>>));
    }

    /// <summary>Computes <c>C[m, n] = op((accumulate ? C : 0) + op(A)[m, k] · op(B)[k, n] + bias[n])</c>: an activation is applied while what is
    /// finished of C is in the cache.</summary>
    /// <remarks>The bits are those of applying the op to the finished product.</remarks>
    /// <inheritdoc cref="Multiply(WorkerTeam, bool, bool, int, int, int, float*, int, float*, int, float*, int, bool, float*)"/>
    public static void MultiplyThen<TOp>(
        TOp op, WorkerTeam team, bool transposeA, bool transposeB, int m, int n, int k,
        float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate, float* bias = null)
        where TOp : struct, IUnaryOp
    {
        ArgumentNullException.ThrowIfNull(team);
        ProductRunner.Run(
            team, new ProductOperands<float>(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, bias),
            new SinglePath<ProductThen.Map<TOp>>(new ProductThen.Map<TOp>(op)));
    }

    /// <summary>Computes <c>C[m, n] = (accumulate ? C : 0) + op(A)[m, k] · op(B)[k, n]</c> of matrices without gaps.</summary>
    /// <param name="team">Threads.</param>
    /// <param name="transposeA">Whether A is stored <c>[k, m]</c> rather than <c>[m, k]</c>.</param>
    /// <param name="transposeB">Whether B is stored <c>[n, k]</c> rather than <c>[k, n]</c>.</param>
    /// <param name="m">Rows of C, at least 0.</param>
    /// <param name="n">Columns of C, at least 0.</param>
    /// <param name="k">Terms of each sum, at least 0.</param>
    /// <param name="a">Left operand, <c>m·k</c> numbers.</param>
    /// <param name="b">Right operand, <c>k·n</c> numbers.</param>
    /// <param name="c">Result, <c>m·n</c> numbers.</param>
    /// <param name="accumulate">Whether the product is added to what C holds.</param>
    /// <exception cref="ShapeException">A size is negative, or a matrix has another number of elements than its sizes say.</exception>
    /// <exception cref="ArgumentException">C overlaps an operand.</exception>
    public static void Multiply(
        WorkerTeam team, bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, bool accumulate)
    {
        CheckLength("left operand", m, k, transposeA, a.Length);
        CheckLength("right operand", k, n, transposeB, b.Length);
        CheckLength("result", m, n, transposed: false, c.Length);
        if (c.Overlaps(a) || c.Overlaps(b))
        {
            throw new ArgumentException("MatrixProduct: the result overlaps an operand; give it memory of its own.", nameof(c));
        }

        fixed (float* pa = a, pb = b, pc = c)
        {
            Multiply(team, transposeA, transposeB, m, n, k, pa, transposeA ? m : k, pb, transposeB ? k : n, pc, n, accumulate);
        }
    }

    private static void CheckLength(string name, int rows, int columns, bool transposed, int length)
    {
        if (rows < 0 || columns < 0)
        {
            throw new ShapeException($"MatrixProduct: the {name} cannot have {rows} rows and {columns} columns; sizes are at least 0.");
        }

        if (length != (long)rows * columns)
        {
            string stored = transposed ? $"[{columns}, {rows}]" : $"[{rows}, {columns}]";
            throw new ShapeException($"MatrixProduct: the {name} holds {length} numbers, but {stored} has {(long)rows * columns}.");
        }
    }
}
