using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Calculations of gapless samples eight at a time, for whole numbers of up to 16 bits and floating point.</summary>
/// <remarks><para>The results are those of <see cref="PixelArithmetic"/>'s loop over single samples, which calculates in double, to the bit.</para>
/// <para>Whole numbers of up to 16 bits are calculated in single precision where both operands are such numbers. Sums and differences are exact in
/// 24 bits. Products beyond 24 bits lie beyond the range of every such type. A quotient that is no tie is at least 2^-17 of itself away from
/// the next one, and rounding to 24 bits moves it by less. Any other scalar is calculated in double. Of floating point, rounding a sum, difference, product or
/// quotient to 53 bits first does not change its rounding to 24 (Figueroa, "When is double rounding innocuous?", SIGNUM 30, 1995).</para></remarks>
internal static unsafe class ArithmeticLanes
{
    private const int Count = 8;

    // Samples that are converted at once; two arrays of them stay in the first cache.
    private const int Chunk = 1024;
    private const double MostExact = 65536;

    /// <summary>Calculates as many samples as whole registers hold.</summary>
    /// <param name="left">The left samples; null for the scalar.</param>
    /// <param name="right">The right samples; null for the scalar.</param>
    /// <param name="to">Where the results go.</param>
    /// <param name="length">Number of samples.</param>
    /// <param name="scalar">The operand that is no image.</param>
    /// <returns>Samples calculated; 0 where this class does not know the type.</returns>
    public static long Run<T, TOp>(byte* left, byte* right, byte* to, long length, double scalar)
        where T : unmanaged
        where TOp : struct, IPixelOp
    {
        bool isSmall = typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(short);
        bool isImages = left != null && right != null;
        long done = length / Count * Count;
        if (!Vector256.IsHardwareAccelerated || done == 0)
        {
            return 0;
        }

        if (typeof(T) == typeof(double))
        {
            Doubles<TOp>((double*)left, (double*)right, (double*)to, done, scalar);
        }
        else if (typeof(T) == typeof(float))
        {
            Singles<TOp>((float*)left, (float*)right, (float*)to, done, scalar, isImages || (float)scalar == scalar, rounds: false);
        }
        else if (isSmall)
        {
            Small<T, TOp>(left, right, to, done, scalar, isImages || (Math.Floor(scalar) == scalar && Math.Abs(scalar) <= MostExact));
        }
        else
        {
            return 0;
        }

        return done;
    }

    private static void Small<T, TOp>(byte* left, byte* right, byte* to, long length, double scalar, bool isExact)
        where T : unmanaged
        where TOp : struct, IPixelOp
    {
        float* first = stackalloc float[Chunk];
        float* second = stackalloc float[Chunk];
        for (long i = 0; i < length; i += Chunk)
        {
            long count = Math.Min(Chunk, length - i);
            long offset = i * sizeof(T);
            if (left != null)
            {
                PixelLanes.Convert<T, float>(left + offset, (byte*)first, count);
            }

            if (right != null)
            {
                PixelLanes.Convert<T, float>(right + offset, (byte*)second, count);
            }

            Singles<TOp>(left == null ? null : first, right == null ? null : second, first, count, scalar, isExact, rounds: true);
            PixelLanes.Convert<float, T>((byte*)first, to + offset, count);
        }
    }

    // Results in double are rounded to whole numbers before they become single, where they are to be whole.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Singles<TOp>(float* left, float* right, float* to, long length, double scalar, bool isExact, bool rounds)
        where TOp : struct, IPixelOp
    {
        if (isExact)
        {
            Vector256<float> constant = Vector256.Create((float)scalar);
            for (long i = 0; i < length; i += Count)
            {
                Vector256<float> x = left == null ? constant : Vector256.Load(left + i);
                Vector256<float> y = right == null ? constant : Vector256.Load(right + i);
                TOp.Of(x, y).Store(to + i);
            }

            return;
        }

        Vector256<double> wide = Vector256.Create(scalar);
        for (long i = 0; i < length; i += Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load((left == null ? right : left) + i));
            low = left == null ? TOp.Of(wide, low) : TOp.Of(low, wide);
            high = left == null ? TOp.Of(wide, high) : TOp.Of(high, wide);
            (low, high) = rounds ? (Vector256.Round(low), Vector256.Round(high)) : (low, high);
            Vector256.Narrow(low, high).Store(to + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Doubles<TOp>(double* left, double* right, double* to, long length, double scalar)
        where TOp : struct, IPixelOp
    {
        Vector256<double> constant = Vector256.Create(scalar);
        for (long i = 0; i < length; i += Count / 2)
        {
            Vector256<double> x = left == null ? constant : Vector256.Load(left + i);
            Vector256<double> y = right == null ? constant : Vector256.Load(right + i);
            TOp.Of(x, y).Store(to + i);
        }
    }
}
