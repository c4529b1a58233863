using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Ecvl;

/// <summary>The discrete cosine transform of a block in integers, and its quantisation.</summary>
/// <remarks>As <see cref="JpegInverseDct"/>, the other way; equal to libjpeg's accurate method.</remarks>
internal static unsafe class JpegForwardDct
{
    private const int BlockSide = 8;

    /// <summary>Transforms 8 x 8 samples.</summary>
    /// <param name="samples">The first sample.</param>
    /// <param name="stride">Samples from a row to the next.</param>
    /// <param name="bits">Bits of a sample: 8 or 12.</param>
    /// <param name="steps">64 steps of the quantisation.</param>
    /// <param name="block">Where the coefficients go, row after row.</param>
    public static void Transform(ushort* samples, nint stride, int bits, short* steps, short* block)
    {
        if (bits == 8 && Avx2.IsSupported)
        {
            JpegForwardDctAvx2.Transform(samples, stride, steps, block);
            return;
        }

        int center = 1 << (bits - 1);
        int kept = bits == 8 ? 2 : 1;
        int* work = stackalloc int[64];
        for (int y = 0; y < BlockSide; y++)
        {
            for (int x = 0; x < BlockSide; x++)
            {
                work[(8 * y) + x] = samples[(y * stride) + x] - center;
            }

            Pass(work + (8 * y), 1, kept, JpegInverseDct.FactorBits - kept);
        }

        for (int x = 0; x < BlockSide; x++)
        {
            Pass(work + x, BlockSide, -kept, JpegInverseDct.FactorBits + kept);
        }

        for (int i = 0; i < 64; i++)
        {
            // Results are 8 times too large, which dividing takes back; halves go away from 0.
            int divisor = (ushort)steps[i] << 3;
            int value = Math.Abs(work[i]) + (divisor >> 1);
            value = value >= divisor ? value / divisor : 0;
            block[i] = (short)(work[i] < 0 ? -value : value);
        }
    }

    // One 8-point transform in place. Results of sums alone are scaled by 2^sumShift, the others by 2^13 / 2^shift.
    private static void Pass(int* v, int step, int sumShift, int shift)
    {
        (int s0, int d0) = (v[0] + v[7 * step], v[0] - v[7 * step]);
        (int s1, int d1) = (v[step] + v[6 * step], v[step] - v[6 * step]);
        (int s2, int d2) = (v[2 * step] + v[5 * step], v[2 * step] - v[5 * step]);
        (int s3, int d3) = (v[3 * step] + v[4 * step], v[3 * step] - v[4 * step]);
        (int a0, int a3, int a1, int a2) = (s0 + s3, s0 - s3, s1 + s2, s1 - s2);
        int half = 1 << (shift - 1);
        v[0] = Scale(a0 + a1, sumShift);
        v[4 * step] = Scale(a0 - a1, sumShift);
        int z1 = (a2 + a3) * JpegInverseDct.Fix0541;
        v[2 * step] = (z1 + (a3 * JpegInverseDct.Fix0765) + half) >> shift;
        v[6 * step] = (z1 - (a2 * JpegInverseDct.Fix1847) + half) >> shift;

        int z5 = (d3 + d1 + d2 + d0) * JpegInverseDct.Fix1175;
        int z3 = z5 - ((d3 + d1) * JpegInverseDct.Fix1961);
        int z4 = z5 - ((d2 + d0) * JpegInverseDct.Fix0390);
        z1 = -(d3 + d0) * JpegInverseDct.Fix0899;
        int z2 = -(d2 + d1) * JpegInverseDct.Fix2562;
        v[7 * step] = ((d3 * JpegInverseDct.Fix0298) + z1 + z3 + half) >> shift;
        v[5 * step] = ((d2 * JpegInverseDct.Fix2053) + z2 + z4 + half) >> shift;
        v[3 * step] = ((d1 * JpegInverseDct.Fix3072) + z2 + z3 + half) >> shift;
        v[step] = ((d0 * JpegInverseDct.Fix1501) + z1 + z4 + half) >> shift;
    }

    private static int Scale(int value, int shift) => shift > 0 ? value << shift : (value + (1 << (-shift - 1))) >> -shift;
}
