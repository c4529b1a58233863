using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>One lane, for processors without vector multiply-add. Slow, and equal to the others bit for bit.</summary>
internal readonly unsafe struct Register32 : IRegister<float>
{
    public static int Width => 1;

    public static int Available => 16;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadFirst(float* source, int count, float otherwise) => count > 0 ? *source : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStreaming(float value, float* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    // A register of one lane is a group of its own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float GroupStarts(int size) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NextLanes(float lanes) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Select(float value, float lanes) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(float a, float b, float c, float d) => Vector128.Create(a, b, c, d);

    public static void Prefetch(float* address)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(float* source, nint sourceStride, int rows, float* destination, nint destinationStride)
        => *destination = *source;
}
