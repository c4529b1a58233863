using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>One double-precision lane, for processors without vector multiply-add. Slow, and equal to the others bit for bit.</summary>
internal readonly unsafe struct DoubleRegister64 : IProductRegister<double, double>
{
    public static int Width => 1;

    public static int Available => 16;

    public static double Zero => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(double* source) => *source;

    public static bool HasMasks => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FirstLanes(int count) => count > 0 ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LoadMasked(double* source, double mask) => mask != 0 ? *source : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(double value, double* destination, double mask)
    {
        if (mask != 0)
        {
            *destination = value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double value, double* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Broadcast(double value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Add(double left, double right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MultiplyAdd(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    public static void Prefetch(double* address)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(double* source, nint sourceStride, int rows, double* destination, nint destinationStride)
        => *destination = *source;
}
