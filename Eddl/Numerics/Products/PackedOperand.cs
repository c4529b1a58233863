using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>The right operand of many products, packed once: panels of two registers of columns, for each k side by side.</summary>
/// <remarks>For small products that follow each other with the same weights, such as the steps of a recurrent layer. Everything runs on the
/// calling thread. Sums have the order of <see cref="MatrixProduct"/>, so the bits are the same for any number of rows (where there is more
/// than one column; that has an order of its own for a single one). The memory is the caller's: <see cref="Length"/> numbers.</remarks>
/// <param name="n">Columns, at least 1.</param>
/// <param name="k">Terms of each sum, at least 1.</param>
/// <param name="panels">The packed numbers, aligned to 64 bytes.</param>
internal readonly unsafe struct PackedOperand(int n, int k, float* panels)
{
    // Two of the widest registers.
    private const int PanelWidth = ProductMemory.MaxPanelBytes / sizeof(float);

    private readonly int _n = n;
    private readonly int _k = k;
    private readonly float* _panels = panels;

    /// <summary>Numbers that a packed operand takes, its fill to whole panels and one register past the end included.</summary>
    public static long Length(int n, int k)
    {
        int panels = ((n - 1) / PanelWidth) + 1;
        return (((long)panels * k) + 1) * PanelWidth;
    }

    /// <summary>Packs the operand.</summary>
    /// <param name="transposed">Whether B is stored <c>[n, k]</c> rather than <c>[k, n]</c>.</param>
    /// <param name="b">First number of B.</param>
    /// <param name="ldb">Distance of its stored rows.</param>
    public void Pack(bool transposed, float* b, nint ldb)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            PackedProduct<Register512, Vector512<float>>.Pack(transposed, _n, _k, b, ldb, _panels);
        }
        else if (Fma.IsSupported && Avx2.IsSupported)
        {
            PackedProduct<Register256, Vector256<float>>.Pack(transposed, _n, _k, b, ldb, _panels);
        }
        else if (AdvSimd.IsSupported)
        {
            PackedProduct<Register128, Vector128<float>>.Pack(transposed, _n, _k, b, ldb, _panels);
        }
        else
        {
            PackedProduct<Register32, float>.Pack(transposed, _n, _k, b, ldb, _panels);
        }
    }

    /// <summary>Computes <c>C[m, n] = (accumulate ? C : 0) + A[m, k] · B</c> on the calling thread.</summary>
    /// <param name="m">Rows, at least 1.</param>
    /// <param name="a">Left operand.</param>
    /// <param name="lda">Distance of its rows.</param>
    /// <param name="c">Result; overlaps nothing.</param>
    /// <param name="ldc">Distance of its rows.</param>
    /// <param name="accumulate">Whether the product is added to C.</param>
    public void Multiply(int m, float* a, nint lda, float* c, nint ldc, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            PackedProduct<Register512, Vector512<float>>.Run(m, _n, _k, a, lda, _panels, c, ldc, accumulate);
        }
        else if (Fma.IsSupported && Avx2.IsSupported)
        {
            PackedProduct<Register256, Vector256<float>>.Run(m, _n, _k, a, lda, _panels, c, ldc, accumulate);
        }
        else if (AdvSimd.IsSupported)
        {
            PackedProduct<Register128, Vector128<float>>.Run(m, _n, _k, a, lda, _panels, c, ldc, accumulate);
        }
        else
        {
            PackedProduct<Register32, float>.Run(m, _n, _k, a, lda, _panels, c, ldc, accumulate);
        }
    }
}
