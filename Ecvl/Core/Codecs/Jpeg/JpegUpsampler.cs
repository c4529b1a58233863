using System.Numerics;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Makes rows of components with fewer samples as wide as the picture.</summary>
/// <remarks>Doubling weighs the nearer sample 3/4 and the farther 1/4 along each axis (a triangle filter), with the roundings of libjpeg's "fancy" method;
/// other ratios repeat samples.</remarks>
internal static unsafe class JpegUpsampler
{
    /// <summary>Sums of two rows, 3 times the nearer, with the first and last repeated at places -1 and <paramref name="width"/>.</summary>
    /// <param name="near">The nearer row, readable for 32 samples beyond the width.</param>
    /// <param name="far">The farther row; the same as <paramref name="near"/> with <paramref name="single"/>.</param>
    /// <param name="single">Whether only the nearer row counts, once.</param>
    /// <param name="sums">Place 0, writable for 32 beyond the width.</param>
    /// <param name="width">Samples.</param>
    public static void Sum<T>(T* near, T* far, bool single, ushort* sums, int width)
        where T : unmanaged, IBinaryInteger<T>
    {
        int x = 0;
        if (typeof(T) == typeof(byte) && Vector256.IsHardwareAccelerated)
        {
            for (; x < width; x += 32)
            {
                (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load((byte*)near + x));
                if (!single)
                {
                    (Vector256<ushort> farLow, Vector256<ushort> farHigh) = Vector256.Widen(Vector256.Load((byte*)far + x));
                    low = low + low + low + farLow;
                    high = high + high + high + farHigh;
                }

                low.Store(sums + x);
                high.Store(sums + x + 16);
            }
        }

        for (; x < width; x++)
        {
            int value = int.CreateTruncating(near[x]);
            sums[x] = (ushort)(single ? value : (3 * value) + int.CreateTruncating(far[x]));
        }

        sums[-1] = sums[0];
        sums[width] = sums[width - 1];
    }

    /// <summary>Doubles sums along x: each place gives (3 · itself + left + <paramref name="leftBias"/>) and (3 · itself + right + <paramref name="rightBias"/>), shifted.</summary>
    /// <param name="sums">Place 0; one more on either side.</param>
    /// <param name="destination">Twice as many samples, writable for 32 more.</param>
    /// <param name="width">Places.</param>
    /// <param name="leftBias">Rounding of the even samples.</param>
    /// <param name="rightBias">Rounding of the odd samples.</param>
    /// <param name="shift">Bits of the weights.</param>
    public static void Double<T>(ushort* sums, T* destination, int width, int leftBias, int rightBias, int shift)
        where T : unmanaged, IBinaryInteger<T>
    {
        int x = 0;
        if (typeof(T) == typeof(byte) && Vector256.IsHardwareAccelerated)
        {
            Vector256<ushort> left = Vector256.Create((ushort)leftBias);
            Vector256<ushort> right = Vector256.Create((ushort)rightBias);
            for (; x < width; x += 16)
            {
                Vector256<ushort> own = Vector256.Load(sums + x);
                own = own + own + own;
                Vector256<ushort> even = (own + Vector256.Load(sums + x - 1) + left) >>> shift;
                Vector256<ushort> odd = (own + Vector256.Load(sums + x + 1) + right) >>> shift;

                // Little endian: the even sample is the lower byte of each lane.
                (even | (odd << 8)).AsByte().Store((byte*)destination + (2 * x));
            }
        }

        for (; x < width; x++)
        {
            int own = 3 * sums[x];
            destination[2 * x] = T.CreateTruncating((own + sums[x - 1] + leftBias) >> shift);
            destination[(2 * x) + 1] = T.CreateTruncating((own + sums[x + 1] + rightBias) >> shift);
        }
    }

    /// <summary>A row between two rows: (3 · near + far + <paramref name="bias"/>) / 4.</summary>
    public static void Between<T>(T* near, T* far, T* destination, int width, int bias)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int x = 0; x < width; x++)
        {
            destination[x] = T.CreateTruncating(((3 * int.CreateTruncating(near[x])) + int.CreateTruncating(far[x]) + bias) >> 2);
        }
    }

    /// <summary>Repeats samples: place x takes sample x · <paramref name="h"/> / <paramref name="mostH"/>.</summary>
    public static void Repeat<T>(T* source, T* destination, int width, int h, int mostH)
        where T : unmanaged
    {
        for (int x = 0; x < width; x++)
        {
            destination[x] = source[(int)((long)x * h / mostH)];
        }
    }
}
