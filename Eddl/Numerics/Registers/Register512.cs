using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Sixteen lanes in an AVX-512 register; there are 32 registers.</summary>
internal readonly unsafe struct Register512 : IRegister<Vector512<float>>
{
    public static int Width => 16;

    public static int Available => 32;

    public static Vector512<float> Zero => Vector512<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    public static bool HasMasks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FirstLanes(int count)
        => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    // Masked-off lanes are neither read nor written, so they cannot fault.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadMasked(float* source, Vector512<float> mask)
        => Avx512F.MaskLoad(source, mask, Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Vector512<float> value, float* destination, Vector512<float> mask)
        => Avx512F.MaskStore(destination, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend)
        => Vector512.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFirst(float* source, int count, Vector512<float> otherwise)
    {
        // Lanes that the mask leaves out are not read, so the end of the memory is safe.
        Vector512<float> mask = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
        return Avx512F.MaskLoad(source, mask, otherwise);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStreaming(Vector512<float> value, float* destination) => value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GroupStarts(int size) => (Vector512<int>.Indices & Vector512.Create(-size)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NextLanes(Vector512<float> lanes) => (lanes.AsInt32() + Vector512<int>.One).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> value, Vector512<float> lanes) => Vector512.ShuffleNative(value, lanes.AsInt32());

    // Adding neighbours twice leaves the four sums side by side in every 128-bit quarter; the quarters are added last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (!Avx512F.IsSupported)
        {
            return Vector128.Create(Vector512.Sum(a), Vector512.Sum(b), Vector512.Sum(c), Vector512.Sum(d));
        }

        Vector512<double> ab = (Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b)).AsDouble();
        Vector512<double> cd = (Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d)).AsDouble();
        Vector512<float> quarters = Avx512F.UnpackLow(ab, cd).AsSingle() + Avx512F.UnpackHigh(ab, cd).AsSingle();
        Vector256<float> halves = quarters.GetLower() + quarters.GetUpper();
        return halves.GetLower() + halves.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* address) => Sse.Prefetch0(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(float* source, nint sourceStride, int rows, float* destination, nint destinationStride)
    {
        // Rows beyond the last repeat it: their lanes may hold anything, but must not be read out of bounds.
        nint last = rows - 1;
        Vector512<float> r0 = Vector512.Load(source);
        Vector512<float> r1 = Vector512.Load(source + (nint.Min(1, last) * sourceStride));
        Vector512<float> r2 = Vector512.Load(source + (nint.Min(2, last) * sourceStride));
        Vector512<float> r3 = Vector512.Load(source + (nint.Min(3, last) * sourceStride));
        Vector512<float> r4 = Vector512.Load(source + (nint.Min(4, last) * sourceStride));
        Vector512<float> r5 = Vector512.Load(source + (nint.Min(5, last) * sourceStride));
        Vector512<float> r6 = Vector512.Load(source + (nint.Min(6, last) * sourceStride));
        Vector512<float> r7 = Vector512.Load(source + (nint.Min(7, last) * sourceStride));
        Vector512<float> r8 = Vector512.Load(source + (nint.Min(8, last) * sourceStride));
        Vector512<float> r9 = Vector512.Load(source + (nint.Min(9, last) * sourceStride));
        Vector512<float> r10 = Vector512.Load(source + (nint.Min(10, last) * sourceStride));
        Vector512<float> r11 = Vector512.Load(source + (nint.Min(11, last) * sourceStride));
        Vector512<float> r12 = Vector512.Load(source + (nint.Min(12, last) * sourceStride));
        Vector512<float> r13 = Vector512.Load(source + (nint.Min(13, last) * sourceStride));
        Vector512<float> r14 = Vector512.Load(source + (nint.Min(14, last) * sourceStride));
        Vector512<float> r15 = Vector512.Load(source + (nint.Min(15, last) * sourceStride));

        // Transpose every 4x4 block inside its 128-bit quarter, then the 4x4 grid of quarters. Register k is then column k.
        TransposeWithinQuarters(ref r0, ref r1, ref r2, ref r3);
        TransposeWithinQuarters(ref r4, ref r5, ref r6, ref r7);
        TransposeWithinQuarters(ref r8, ref r9, ref r10, ref r11);
        TransposeWithinQuarters(ref r12, ref r13, ref r14, ref r15);
        TransposeQuarters(ref r0, ref r4, ref r8, ref r12);
        TransposeQuarters(ref r1, ref r5, ref r9, ref r13);
        TransposeQuarters(ref r2, ref r6, ref r10, ref r14);
        TransposeQuarters(ref r3, ref r7, ref r11, ref r15);

        r0.Store(destination);
        r1.Store(destination + destinationStride);
        r2.Store(destination + (2 * destinationStride));
        r3.Store(destination + (3 * destinationStride));
        r4.Store(destination + (4 * destinationStride));
        r5.Store(destination + (5 * destinationStride));
        r6.Store(destination + (6 * destinationStride));
        r7.Store(destination + (7 * destinationStride));
        r8.Store(destination + (8 * destinationStride));
        r9.Store(destination + (9 * destinationStride));
        r10.Store(destination + (10 * destinationStride));
        r11.Store(destination + (11 * destinationStride));
        r12.Store(destination + (12 * destinationStride));
        r13.Store(destination + (13 * destinationStride));
        r14.Store(destination + (14 * destinationStride));
        r15.Store(destination + (15 * destinationStride));
    }

    // Quarter q of (a, b, c, d) holds a 4x4 block with rows a, b, c, d; afterwards a is its first column, b its second, and so on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeWithinQuarters(
        ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<float> ab01 = Avx512F.UnpackLow(a, b);   // a0 b0 a1 b1
        Vector512<float> ab23 = Avx512F.UnpackHigh(a, b);  // a2 b2 a3 b3
        Vector512<float> cd01 = Avx512F.UnpackLow(c, d);
        Vector512<float> cd23 = Avx512F.UnpackHigh(c, d);
        a = Avx512F.Shuffle(ab01, cd01, 0x44);             // a0 b0 c0 d0
        b = Avx512F.Shuffle(ab01, cd01, 0xEE);             // a1 b1 c1 d1
        c = Avx512F.Shuffle(ab23, cd23, 0x44);
        d = Avx512F.Shuffle(ab23, cd23, 0xEE);
    }

    // The same for whole quarters: afterwards a holds the first quarters of a, b, c and d, b the second ones, and so on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(
        ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<float> ab02 = Avx512F.Shuffle4x128(a, b, 0x88);  // a0 a2 b0 b2
        Vector512<float> ab13 = Avx512F.Shuffle4x128(a, b, 0xDD);  // a1 a3 b1 b3
        Vector512<float> cd02 = Avx512F.Shuffle4x128(c, d, 0x88);
        Vector512<float> cd13 = Avx512F.Shuffle4x128(c, d, 0xDD);
        a = Avx512F.Shuffle4x128(ab02, cd02, 0x88);                // a0 b0 c0 d0
        b = Avx512F.Shuffle4x128(ab13, cd13, 0x88);                // a1 b1 c1 d1
        c = Avx512F.Shuffle4x128(ab02, cd02, 0xDD);
        d = Avx512F.Shuffle4x128(ab13, cd13, 0xDD);
    }
}
