using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Philox blocks of consecutive counters, several at a time.</summary>
/// <remarks>Each 64-bit lane carries one word of one block in its lower half. The upper halves hold leftovers: the multiplication reads the
/// lower halves only, and exclusive-or never mixes the halves, so they are cut off once at the end.</remarks>
internal static class PhiloxLanes
{
    private const int Rounds = 10;
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const ulong Weyl0 = 0x9E3779B9;
    private const ulong Weyl1 = 0xBB67AE85;

    /// <summary>Fills whole groups of blocks from the start of <paramref name="words"/>.</summary>
    /// <param name="first">First counter; its low and high word are words 0 and 1 of the block.</param>
    /// <param name="c2">Word 2 of every counter.</param>
    /// <param name="c3">Word 3 of every counter.</param>
    /// <param name="key">Key, low word first.</param>
    /// <param name="words">Destination, four words per block.</param>
    /// <returns>Number of blocks written; the caller does the rest.</returns>
    public static unsafe int Fill(ulong first, uint c2, uint c3, ulong key, Span<uint> words)
    {
        int blocks = words.Length / 4;
        int done = 0;
        fixed (uint* start = words)
        {
            if (Avx512F.IsSupported)
            {
                for (; done + 8 <= blocks; done += 8)
                {
                    Eight(first + (ulong)done, c2, c3, key, start + (4 * done));
                }
            }
            else if (Avx2.IsSupported)
            {
                for (; done + 4 <= blocks; done += 4)
                {
                    Four(first + (ulong)done, c2, c3, key, start + (4 * done));
                }
            }
        }

        return done;
    }

    private static unsafe void Eight(ulong first, uint c2, uint c3, ulong key, uint* words)
    {
        Vector512<ulong> counter = Vector512.Create(first) + Vector512<ulong>.Indices;
        Vector512<ulong> x0 = counter;
        Vector512<ulong> x1 = counter >> 32;
        Vector512<ulong> x2 = Vector512.Create((ulong)c2);
        Vector512<ulong> x3 = Vector512.Create((ulong)c3);
        Vector512<uint> m0 = Vector512.Create(Multiplier0).AsUInt32();
        Vector512<uint> m1 = Vector512.Create(Multiplier1).AsUInt32();
        ulong k0 = key;
        ulong k1 = key >> 32;
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> p0 = Avx512F.Multiply(x0.AsUInt32(), m0);
            Vector512<ulong> p1 = Avx512F.Multiply(x2.AsUInt32(), m1);
            x0 = (p1 >> 32) ^ x1 ^ Vector512.Create(k0);
            x2 = (p0 >> 32) ^ x3 ^ Vector512.Create(k1);
            x1 = p1;
            x3 = p0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        // Words 0 and 1 of a block become one lane, words 2 and 3 another; then the lanes of each block are brought together.
        Vector512<ulong> low = Vector512.Create(0xFFFFFFFFUL);
        Vector512<ulong> lower = (x0 & low) | (x1 << 32);
        Vector512<ulong> upper = (x2 & low) | (x3 << 32);
        Avx512F.PermuteVar8x64x2(lower, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), upper).AsUInt32().Store(words);
        Avx512F.PermuteVar8x64x2(lower, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), upper).AsUInt32().Store(words + 16);
    }

    private static unsafe void Four(ulong first, uint c2, uint c3, ulong key, uint* words)
    {
        Vector256<ulong> counter = Vector256.Create(first) + Vector256<ulong>.Indices;
        Vector256<ulong> x0 = counter;
        Vector256<ulong> x1 = counter >> 32;
        Vector256<ulong> x2 = Vector256.Create((ulong)c2);
        Vector256<ulong> x3 = Vector256.Create((ulong)c3);
        Vector256<uint> m0 = Vector256.Create(Multiplier0).AsUInt32();
        Vector256<uint> m1 = Vector256.Create(Multiplier1).AsUInt32();
        ulong k0 = key;
        ulong k1 = key >> 32;
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> p0 = Avx2.Multiply(x0.AsUInt32(), m0);
            Vector256<ulong> p1 = Avx2.Multiply(x2.AsUInt32(), m1);
            x0 = (p1 >> 32) ^ x1 ^ Vector256.Create(k0);
            x2 = (p0 >> 32) ^ x3 ^ Vector256.Create(k1);
            x1 = p1;
            x3 = p0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        Vector256<ulong> low = Vector256.Create(0xFFFFFFFFUL);
        Vector256<ulong> lower = (x0 & low) | (x1 << 32);
        Vector256<ulong> upper = (x2 & low) | (x3 << 32);

        // Unpacking pairs the lanes within 128-bit halves: blocks 0 and 2, then 1 and 3.
        Vector256<ulong> even = Avx2.UnpackLow(lower, upper);
        Vector256<ulong> odd = Avx2.UnpackHigh(lower, upper);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().Store(words);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().Store(words + 8);
    }
}
