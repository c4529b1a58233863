using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>One lane, for processors without vector multiply-add. Slow, and equal to the others bit for bit.</summary>
internal readonly unsafe struct Register32 : IRegister<float>
{
    public static int Width => 1;

    public static int TileRows => 6;

    public static float Zero => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    public static bool HasMasks => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FirstLanes(int count) => count > 0 ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadMasked(float* source, float mask) => mask != 0 ? *source : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(float value, float* destination, float mask)
    {
        if (mask != 0)
        {
            *destination = value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, float* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    public static void Prefetch(float* address)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(float* source, nint sourceStride, int rows, float* destination, nint destinationStride)
        => *destination = *source;
}
