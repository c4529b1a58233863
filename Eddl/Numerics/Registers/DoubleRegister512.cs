using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Eight double-precision lanes in an AVX-512 register; there are 32 registers.</summary>
internal readonly unsafe struct DoubleRegister512 : IProductRegister<double, Vector512<double>>
{
    public static int Width => 8;

    public static int Available => 32;

    public static Vector512<double> Zero => Vector512<double>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* source) => Vector512.Load(source);

    public static bool HasMasks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FirstLanes(int count)
        => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble();

    // Masked-off lanes are neither read nor written, so they cannot fault.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadMasked(double* source, Vector512<double> mask)
        => Avx512F.MaskLoad(source, mask, Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Vector512<double> value, double* destination, Vector512<double> mask)
        => Avx512F.MaskStore(destination, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, double* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> left, Vector512<double> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend)
        => Vector512.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(double* address) => Sse.Prefetch0(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(double* source, nint sourceStride, int rows, double* destination, nint destinationStride)
    {
        // Rows beyond the last repeat it: their lanes may hold anything, but must not be read out of bounds.
        nint last = rows - 1;
        Vector512<double> r0 = Vector512.Load(source);
        Vector512<double> r1 = Vector512.Load(source + (nint.Min(1, last) * sourceStride));
        Vector512<double> r2 = Vector512.Load(source + (nint.Min(2, last) * sourceStride));
        Vector512<double> r3 = Vector512.Load(source + (nint.Min(3, last) * sourceStride));
        Vector512<double> r4 = Vector512.Load(source + (nint.Min(4, last) * sourceStride));
        Vector512<double> r5 = Vector512.Load(source + (nint.Min(5, last) * sourceStride));
        Vector512<double> r6 = Vector512.Load(source + (nint.Min(6, last) * sourceStride));
        Vector512<double> r7 = Vector512.Load(source + (nint.Min(7, last) * sourceStride));

        // Interleave pairs of rows, then transpose the 4x4 grid of quarters: of the even columns, and of the odd ones.
        Vector512<double> even01 = Avx512F.UnpackLow(r0, r1), odd01 = Avx512F.UnpackHigh(r0, r1);
        Vector512<double> even23 = Avx512F.UnpackLow(r2, r3), odd23 = Avx512F.UnpackHigh(r2, r3);
        Vector512<double> even45 = Avx512F.UnpackLow(r4, r5), odd45 = Avx512F.UnpackHigh(r4, r5);
        Vector512<double> even67 = Avx512F.UnpackLow(r6, r7), odd67 = Avx512F.UnpackHigh(r6, r7);
        TransposeQuarters(ref even01, ref even23, ref even45, ref even67);
        TransposeQuarters(ref odd01, ref odd23, ref odd45, ref odd67);

        // In ascending order, because a column may end in the next one's place.
        even01.Store(destination);
        odd01.Store(destination + destinationStride);
        even23.Store(destination + (2 * destinationStride));
        odd23.Store(destination + (3 * destinationStride));
        even45.Store(destination + (4 * destinationStride));
        odd45.Store(destination + (5 * destinationStride));
        even67.Store(destination + (6 * destinationStride));
        odd67.Store(destination + (7 * destinationStride));
    }

    // Afterwards a holds the first quarters of a, b, c and d side by side, b the second ones, and so on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(
        ref Vector512<double> a, ref Vector512<double> b, ref Vector512<double> c, ref Vector512<double> d)
    {
        Vector512<double> ab02 = Avx512F.Shuffle4x128(a, b, 0x88);  // a0 a2 b0 b2
        Vector512<double> ab13 = Avx512F.Shuffle4x128(a, b, 0xDD);  // a1 a3 b1 b3
        Vector512<double> cd02 = Avx512F.Shuffle4x128(c, d, 0x88);
        Vector512<double> cd13 = Avx512F.Shuffle4x128(c, d, 0xDD);
        a = Avx512F.Shuffle4x128(ab02, cd02, 0x88);                 // a0 b0 c0 d0
        b = Avx512F.Shuffle4x128(ab13, cd13, 0x88);                 // a1 b1 c1 d1
        c = Avx512F.Shuffle4x128(ab02, cd02, 0xDD);
        d = Avx512F.Shuffle4x128(ab13, cd13, 0xDD);
    }
}
