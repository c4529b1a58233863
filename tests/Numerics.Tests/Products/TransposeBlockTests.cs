using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Transposing one block of every register, for all numbers of rows.</summary>
public sealed unsafe class TransposeBlockTests
{
    [Fact]
    public void Columns_of_512_bits_that_lie_close_together_stay_whole()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        Check<Register512, Vector512<float>, float>();
        Check<DoubleRegister512, Vector512<double>, double>();
    }

    [Fact]
    public void Columns_of_256_bits_that_lie_close_together_stay_whole()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        Check<Register256, Vector256<float>, float>();
        Check<DoubleRegister256, Vector256<double>, double>();
    }

    [Fact]
    public void Columns_of_128_bits_that_lie_close_together_stay_whole()
    {
        Check<Register128, Vector128<float>, float>();
        Check<DoubleRegister128, Vector128<double>, double>();
    }

    [Fact]
    public void Columns_of_single_numbers_stay_whole()
    {
        Check<Register32, float, float>();
        Check<DoubleRegister64, double, double>();
    }

    // A distance equal to the rows lets each column's unused lanes fall on the next column.
    private static void Check<TRegister, TVector, TNumber>()
        where TRegister : struct, IProductRegister<TNumber, TVector>
        where TVector : struct
        where TNumber : unmanaged, INumber<TNumber>
    {
        int width = TRegister.Width;
        for (int rows = 1; rows <= width; rows++)
        {
            for (int stride = rows; stride <= width + 1; stride++)
            {
                for (int gap = 0; gap < 2; gap++)
                {
                    CheckOne<TRegister, TVector, TNumber>(rows, stride, width + gap);
                }
            }
        }
    }

    private static void CheckOne<TRegister, TVector, TNumber>(int rows, int stride, int sourceStride)
        where TRegister : struct, IProductRegister<TNumber, TVector>
        where TVector : struct
        where TNumber : unmanaged, INumber<TNumber>
    {
        int width = TRegister.Width;
        TNumber[] source = new TNumber[((rows - 1) * sourceStride) + width];
        for (int i = 0; i < source.Length; i++)
        {
            source[i] = TNumber.CreateChecked(i + 1);
        }

        // The last column may write a whole register, and nothing beyond it.
        int end = ((width - 1) * stride) + width;
        TNumber sentinel = TNumber.CreateChecked(-1);
        TNumber[] destination = new TNumber[end + width];
        Array.Fill(destination, sentinel);
        fixed (TNumber* from = source, to = destination)
        {
            TRegister.TransposeBlock(from, sourceStride, rows, to, stride);
        }

        for (int k = 0; k < width; k++)
        {
            for (int r = 0; r < rows; r++)
            {
                TNumber expected = source[(r * sourceStride) + k], actual = destination[(k * stride) + r];
                Assert.True(expected == actual, $"{typeof(TRegister).Name}: {rows} rows at distance {stride}: column {k}, row {r} is {actual}, not {expected}.");
            }
        }

        Assert.True(
            destination.AsSpan(end).IndexOfAnyExcept(sentinel) < 0, $"{typeof(TRegister).Name}: {rows} rows at distance {stride} wrote past the last column.");
    }
}
