using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Takes 16 pixels of three bytes apart into registers of one channel each, and puts them together.</summary>
internal static unsafe class InterleavedBytes
{
    /// <summary>The three channels of 48 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<byte> First, Vector128<byte> Second, Vector128<byte> Third) Load(byte* pixels)
    {
        Vector128<byte> a = Vector128.Load(pixels);
        Vector128<byte> b = Vector128.Load(pixels + 16);
        Vector128<byte> c = Vector128.Load(pixels + 32);

        // An index beyond 15 gives 0, so each result is the sum of what the three registers hold of it.
        Vector128<byte> first = Vector128.Shuffle(a, Vector128.Create((byte)0, 3, 6, 9, 12, 15, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99))
            | Vector128.Shuffle(b, Vector128.Create((byte)99, 99, 99, 99, 99, 99, 2, 5, 8, 11, 14, 99, 99, 99, 99, 99))
            | Vector128.Shuffle(c, Vector128.Create((byte)99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 1, 4, 7, 10, 13));
        Vector128<byte> second = Vector128.Shuffle(a, Vector128.Create((byte)1, 4, 7, 10, 13, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99))
            | Vector128.Shuffle(b, Vector128.Create((byte)99, 99, 99, 99, 99, 0, 3, 6, 9, 12, 15, 99, 99, 99, 99, 99))
            | Vector128.Shuffle(c, Vector128.Create((byte)99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 2, 5, 8, 11, 14));
        Vector128<byte> third = Vector128.Shuffle(a, Vector128.Create((byte)2, 5, 8, 11, 14, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99))
            | Vector128.Shuffle(b, Vector128.Create((byte)99, 99, 99, 99, 99, 1, 4, 7, 10, 13, 99, 99, 99, 99, 99, 99))
            | Vector128.Shuffle(c, Vector128.Create((byte)99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 0, 3, 6, 9, 12, 15));
        return (first, second, third);
    }

    /// <summary>Writes 48 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, byte* pixels)
    {
        Vector128<byte> a = Vector128.Shuffle(first, Vector128.Create((byte)0, 99, 99, 1, 99, 99, 2, 99, 99, 3, 99, 99, 4, 99, 99, 5))
            | Vector128.Shuffle(second, Vector128.Create((byte)99, 0, 99, 99, 1, 99, 99, 2, 99, 99, 3, 99, 99, 4, 99, 99))
            | Vector128.Shuffle(third, Vector128.Create((byte)99, 99, 0, 99, 99, 1, 99, 99, 2, 99, 99, 3, 99, 99, 4, 99));
        Vector128<byte> b = Vector128.Shuffle(first, Vector128.Create((byte)99, 99, 6, 99, 99, 7, 99, 99, 8, 99, 99, 9, 99, 99, 10, 99))
            | Vector128.Shuffle(second, Vector128.Create((byte)5, 99, 99, 6, 99, 99, 7, 99, 99, 8, 99, 99, 9, 99, 99, 10))
            | Vector128.Shuffle(third, Vector128.Create((byte)99, 5, 99, 99, 6, 99, 99, 7, 99, 99, 8, 99, 99, 9, 99, 99));
        Vector128<byte> c = Vector128.Shuffle(first, Vector128.Create((byte)99, 11, 99, 99, 12, 99, 99, 13, 99, 99, 14, 99, 99, 15, 99, 99))
            | Vector128.Shuffle(second, Vector128.Create((byte)99, 99, 11, 99, 99, 12, 99, 99, 13, 99, 99, 14, 99, 99, 15, 99))
            | Vector128.Shuffle(third, Vector128.Create((byte)10, 99, 99, 11, 99, 99, 12, 99, 99, 13, 99, 99, 14, 99, 99, 15));
        a.Store(pixels);
        b.Store(pixels + 16);
        c.Store(pixels + 32);
    }
}
