using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Ecvl;

/// <summary>Dequantises a block and applies the inverse discrete cosine transform in integers.</summary>
/// <remarks>Loeffler, Ligtenberg, Moschytz, "Practical Fast 1-D DCT Algorithms with 11 Multiplications", ICASSP 1989, in two passes over columns and rows
/// with factors of 13 bits, rounded where libjpeg's accurate method rounds, so that results are equal to it.</remarks>
internal static unsafe class JpegInverseDct
{
    // Factors times 2^13.
    public const int Fix0298 = 2446;
    public const int Fix0390 = 3196;
    public const int Fix0541 = 4433;
    public const int Fix0765 = 6270;
    public const int Fix0899 = 7373;
    public const int Fix1175 = 9633;
    public const int Fix1501 = 12299;
    public const int Fix1847 = 15137;
    public const int Fix1961 = 16069;
    public const int Fix2053 = 16819;
    public const int Fix2562 = 20995;
    public const int Fix3072 = 25172;
    public const int FactorBits = 13;

    /// <summary>Transforms a block.</summary>
    /// <typeparam name="T">Type of a sample: byte for 8 bits, ushort for 12.</typeparam>
    /// <param name="block">64 coefficients, row after row.</param>
    /// <param name="steps">64 steps of the quantisation.</param>
    /// <param name="onlyDc">Whether all coefficients but the first are 0.</param>
    /// <param name="destination">First of 8 x 8 samples.</param>
    /// <param name="stride">Samples from a row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform<T>(short* block, short* steps, bool onlyDc, T* destination, nint stride)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (onlyDc)
        {
            Flat(block[0] * steps[0], destination, stride);
        }
        else if (typeof(T) == typeof(byte) && Avx2.IsSupported)
        {
            JpegInverseDctAvx2.Transform(block, steps, (byte*)destination, stride);
        }
        else
        {
            Scalar(block, steps, destination, stride);
        }
    }

    // Both passes of a constant are exact but for the last rounding. Of 8-bit samples the first pass wraps at 16 bits, as below.
    private static void Flat<T>(int dc, T* destination, nint stride)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(byte))
        {
            int value = Math.Clamp((((short)(dc << 2) + 16) >> 5) + 128, 0, 255);
            ulong eight = 0x0101010101010101UL * (uint)value;
            byte* at = (byte*)destination;
            for (int y = 0; y < 8; y++, at += stride)
            {
                Unsafe.WriteUnaligned(at, eight);
            }
        }
        else
        {
            T value = T.CreateTruncating(Math.Clamp(((dc + 4) >> 3) + 2048, 0, 4095));
            for (int y = 0; y < 8; y++, destination += stride)
            {
                new Span<T>(destination, 8).Fill(value);
            }
        }
    }

    private static void Scalar<T>(short* block, short* steps, T* destination, nint stride)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Bits that the first pass keeps: 12-bit samples leave room for one less.
        int kept = typeof(T) == typeof(byte) ? 2 : 1;
        int most = typeof(T) == typeof(byte) ? 255 : 4095;
        int* work = stackalloc int[64];
        int* line = stackalloc int[8];
        bool onlyFirstRow = new ReadOnlySpan<short>(block + 8, 56).IndexOfAnyExcept((short)0) < 0;
        for (int x = 0; x < 8; x++)
        {
            for (int y = 0; y < 8; y++)
            {
                int value = block[(8 * y) + x] * (ushort)steps[(8 * y) + x];

                line[y] = Wrap<T>(value);
            }

            int first = Wrap<T>(line[0] << kept);
            Pass<T>(line, FactorBits - kept);
            for (int y = 0; y < 8; y++)
            {
                work[(8 * y) + x] = onlyFirstRow ? first : typeof(T) == typeof(byte) ? Math.Clamp(line[y], short.MinValue, short.MaxValue) : line[y];
            }
        }

        for (int y = 0; y < 8; y++, destination += stride)
        {
            Pass<T>(work + (8 * y), FactorBits + kept + 3);
            for (int x = 0; x < 8; x++)
            {
                destination[x] = T.CreateTruncating(Math.Clamp(work[(8 * y) + x] + (most / 2) + 1, 0, most));
            }
        }
    }

    // One 8-point transform in place, scaled by 2^13 / 2^shift, rounded.
    private static void Pass<T>(int* v, int shift)
    {
        int half = 1 << (shift - 1);
        int even2 = (v[2] * Fix0541) + (v[6] * (Fix0541 - Fix1847));
        int even3 = (v[2] * (Fix0541 + Fix0765)) + (v[6] * Fix0541);
        int even0 = (Wrap<T>(v[0] + v[4]) << FactorBits) + half;
        int even1 = (Wrap<T>(v[0] - v[4]) << FactorBits) + half;
        (int a0, int a3, int a1, int a2) = (even0 + even3, even0 - even3, even1 + even2, even1 - even2);

        int sum3 = Wrap<T>(v[7] + v[3]);
        int sum4 = Wrap<T>(v[5] + v[1]);
        int z3 = (sum3 * (Fix1175 - Fix1961)) + (sum4 * Fix1175);
        int z4 = (sum3 * Fix1175) + (sum4 * (Fix1175 - Fix0390));
        int odd0 = (v[7] * (Fix0298 - Fix0899)) - (v[1] * Fix0899) + z3;
        int odd1 = (v[5] * (Fix2053 - Fix2562)) - (v[3] * Fix2562) + z4;
        int odd2 = (v[3] * (Fix3072 - Fix2562)) - (v[5] * Fix2562) + z3;
        int odd3 = (v[1] * (Fix1501 - Fix0899)) - (v[7] * Fix0899) + z4;

        (v[0], v[7]) = ((a0 + odd3) >> shift, (a0 - odd3) >> shift);
        (v[1], v[6]) = ((a1 + odd2) >> shift, (a1 - odd2) >> shift);
        (v[2], v[5]) = ((a2 + odd1) >> shift, (a2 - odd1) >> shift);
        (v[3], v[4]) = ((a3 + odd0) >> shift, (a3 - odd0) >> shift);
    }

    // What 16 bits cannot hold is damaged; with 8-bit samples it wraps as in the vector code, so that all machines give the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Wrap<T>(int value) => typeof(T) == typeof(byte) ? (short)value : value;
}
