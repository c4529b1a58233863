using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Four double-precision lanes in an AVX register; there are 16 registers. Needs FMA.</summary>
internal readonly unsafe struct DoubleRegister256 : IProductRegister<double, Vector256<double>>
{
    public static int Width => 4;

    public static int Available => 16;

    public static Vector256<double> Zero => Vector256<double>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* source) => Vector256.Load(source);

    public static bool HasMasks => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FirstLanes(int count)
        => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble();

    // Masked-off lanes are neither read nor written, so they cannot fault.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadMasked(double* source, Vector256<double> mask) => Avx.MaskLoad(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Vector256<double> value, double* destination, Vector256<double> mask)
        => Avx.MaskStore(destination, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, double* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> left, Vector256<double> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend)
        => Fma.MultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(double* address) => Sse.Prefetch0(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(double* source, nint sourceStride, int rows, double* destination, nint destinationStride)
    {
        // Rows beyond the last repeat it: their lanes may hold anything, but must not be read out of bounds.
        nint last = rows - 1;
        Vector256<double> r0 = Vector256.Load(source);
        Vector256<double> r1 = Vector256.Load(source + (nint.Min(1, last) * sourceStride));
        Vector256<double> r2 = Vector256.Load(source + (nint.Min(2, last) * sourceStride));
        Vector256<double> r3 = Vector256.Load(source + (nint.Min(3, last) * sourceStride));

        // Interleave pairs of rows, then put halves together: even columns are in the low numbers, odd ones in the high.
        Vector256<double> even01 = Avx.UnpackLow(r0, r1), even23 = Avx.UnpackLow(r2, r3);
        Vector256<double> odd01 = Avx.UnpackHigh(r0, r1), odd23 = Avx.UnpackHigh(r2, r3);
        Avx.Permute2x128(even01, even23, 0x20).Store(destination);
        Avx.Permute2x128(odd01, odd23, 0x20).Store(destination + destinationStride);
        Avx.Permute2x128(even01, even23, 0x31).Store(destination + (2 * destinationStride));
        Avx.Permute2x128(odd01, odd23, 0x31).Store(destination + (3 * destinationStride));
    }
}
