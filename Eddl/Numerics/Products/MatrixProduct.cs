using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Products of single-precision matrices: <c>C = op(A) · op(B)</c> or <c>C += op(A) · op(B)</c>, row-major.</summary>
/// <remarks>
/// Every element of C is summed in the same order: blocks of at most 512 consecutive k, the block size depending on k alone; inside a block
/// the terms are added in ascending k, each with one rounding (fused multiply-add). So an element has the same bits for any number of threads,
/// any position in the matrix, any number of rows and columns around it, and any instruction set.
/// One case has an order of its own, which is as independent of threads, rows and instruction set: a result of one column
/// (<c>n = 1</c>) with A not transposed. Its terms lie side by side in memory, and 16 sums share them: blocks of at most 2048 consecutive k,
/// sum i of a block takes the terms <c>k ≡ i (mod 16)</c> in ascending order, then the 16 are added in pairs
/// (8, 4, 2, 1 apart). Otherwise memory could not be read at its speed.
/// After the first product of a thread nothing is allocated.
/// Blocking after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008.
/// </remarks>
public static unsafe class MatrixProduct
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
        if (IsTrivial(m, n, k, c, ldc, accumulate, bias))
        {
            return;
        }

        ProductOperands operands = new(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, bias);
        ProductParts parts = new(m, n, k);

        // One thread need not pack an operand once per part: the bits do not depend on the parts.
        if (parts.Count == 1 || team.Threads == 1)
        {
            RunSerial(operands);
            return;
        }

        ProductJob job = new(operands, parts);
        team.Run(ref job, parts.Count);
    }

    /// <summary>The same on the calling thread alone, for use inside a part of a parallel job.</summary>
    /// <inheritdoc cref="Multiply(WorkerTeam, bool, bool, int, int, int, float*, int, float*, int, float*, int, bool, float*)"/>
    public static void MultiplySerial(
        bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate,
        float* bias = null)
    {
        if (!IsTrivial(m, n, k, c, ldc, accumulate, bias))
        {
            RunSerial(new ProductOperands(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, bias));
        }
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

    /// <summary>Computes a product without empty sizes on the calling thread, with the widest registers there are.</summary>
    internal static void RunSerial(in ProductOperands operands)
    {
        // The JIT knows the answers: one branch remains.
        if (Vector512.IsHardwareAccelerated)
        {
            BlockedProduct<Register512, Vector512<float>>.Run(operands);
        }
        else if (Fma.IsSupported && Avx2.IsSupported)
        {
            BlockedProduct<Register256, Vector256<float>>.Run(operands);
        }
        else if (AdvSimd.IsSupported)
        {
            BlockedProduct<Register128, Vector128<float>>.Run(operands);
        }
        else
        {
            BlockedProduct<Register32, float>.Run(operands);
        }
    }

    // Whether there is nothing to add up; C then is written here.
    private static bool IsTrivial(int m, int n, int k, float* c, int ldc, bool accumulate, float* bias)
    {
        Debug.Assert(m >= 0 && n >= 0 && k >= 0 && (m <= 1 || ldc >= n), "Sizes are checked by the caller.");
        if (m == 0 || n == 0)
        {
            return true;
        }

        for (int row = 0; k == 0 && row < m; row++)
        {
            Span<float> values = new(c + ((nint)row * ldc), n);
            if (!accumulate)
            {
                values.Clear();
            }

            for (int column = 0; bias != null && column < n; column++)
            {
                values[column] += bias[column];
            }
        }

        return k == 0;
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
