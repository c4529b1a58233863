using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Eight lanes in an AVX register; there are 16 registers. Needs FMA.</summary>
internal readonly unsafe struct Register256 : IRegister<Vector256<float>>
{
    public static int Width => 8;

    public static int Available => 16;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    public static bool HasMasks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FirstLanes(int count)
        => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    // Masked-off lanes are neither read nor written, so they cannot fault.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadMasked(float* source, Vector256<float> mask) => Avx.MaskLoad(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Vector256<float> value, float* destination, Vector256<float> mask)
        => Avx.MaskStore(destination, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend)
        => Fma.MultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFirst(float* source, int count, Vector256<float> otherwise)
    {
        // Lanes that the mask leaves out are not read, so the end of the memory is safe.
        Vector256<float> mask = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
        return Vector256.ConditionalSelect(mask, Avx.MaskLoad(source, mask), otherwise);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStreaming(Vector256<float> value, float* destination) => value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GroupStarts(int size) => (Vector256<int>.Indices & Vector256.Create(-size)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NextLanes(Vector256<float> lanes) => (lanes.AsInt32() + Vector256<int>.One).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Select(Vector256<float> value, Vector256<float> lanes) => Vector256.ShuffleNative(value, lanes.AsInt32());

    // Adding neighbours twice leaves the four sums side by side in both 128-bit halves; the halves are added last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        Vector256<double> ab = (Avx.UnpackLow(a, b) + Avx.UnpackHigh(a, b)).AsDouble();
        Vector256<double> cd = (Avx.UnpackLow(c, d) + Avx.UnpackHigh(c, d)).AsDouble();
        Vector256<float> halves = Avx.UnpackLow(ab, cd).AsSingle() + Avx.UnpackHigh(ab, cd).AsSingle();
        return halves.GetLower() + halves.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* address) => Sse.Prefetch0(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(float* source, nint sourceStride, int rows, float* destination, nint destinationStride)
    {
        // Rows beyond the last repeat it: their lanes may hold anything, but must not be read out of bounds.
        nint last = rows - 1;
        Vector256<float> r0 = Vector256.Load(source);
        Vector256<float> r1 = Vector256.Load(source + (nint.Min(1, last) * sourceStride));
        Vector256<float> r2 = Vector256.Load(source + (nint.Min(2, last) * sourceStride));
        Vector256<float> r3 = Vector256.Load(source + (nint.Min(3, last) * sourceStride));
        Vector256<float> r4 = Vector256.Load(source + (nint.Min(4, last) * sourceStride));
        Vector256<float> r5 = Vector256.Load(source + (nint.Min(5, last) * sourceStride));
        Vector256<float> r6 = Vector256.Load(source + (nint.Min(6, last) * sourceStride));
        Vector256<float> r7 = Vector256.Load(source + (nint.Min(7, last) * sourceStride));

        // Transpose every 4x4 block inside its 128-bit half, then the 2x2 grid of halves. Register k is then column k.
        TransposeWithinHalves(ref r0, ref r1, ref r2, ref r3);
        TransposeWithinHalves(ref r4, ref r5, ref r6, ref r7);
        ExchangeHalves(ref r0, ref r4);
        ExchangeHalves(ref r1, ref r5);
        ExchangeHalves(ref r2, ref r6);
        ExchangeHalves(ref r3, ref r7);

        r0.Store(destination);
        r1.Store(destination + destinationStride);
        r2.Store(destination + (2 * destinationStride));
        r3.Store(destination + (3 * destinationStride));
        r4.Store(destination + (4 * destinationStride));
        r5.Store(destination + (5 * destinationStride));
        r6.Store(destination + (6 * destinationStride));
        r7.Store(destination + (7 * destinationStride));
    }

    // Half h of (a, b, c, d) holds a 4x4 block with rows a, b, c, d; afterwards a is its first column, b its second, and so on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeWithinHalves(
        ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<float> ab01 = Avx.UnpackLow(a, b);   // a0 b0 a1 b1
        Vector256<float> ab23 = Avx.UnpackHigh(a, b);  // a2 b2 a3 b3
        Vector256<float> cd01 = Avx.UnpackLow(c, d);
        Vector256<float> cd23 = Avx.UnpackHigh(c, d);
        a = Avx.Shuffle(ab01, cd01, 0x44);             // a0 b0 c0 d0
        b = Avx.Shuffle(ab01, cd01, 0xEE);             // a1 b1 c1 d1
        c = Avx.Shuffle(ab23, cd23, 0x44);
        d = Avx.Shuffle(ab23, cd23, 0xEE);
    }

    // Afterwards a holds the low halves of both, b the high halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExchangeHalves(ref Vector256<float> a, ref Vector256<float> b)
        => (a, b) = (Avx.Permute2x128(a, b, 0x20), Avx.Permute2x128(a, b, 0x31));
}
