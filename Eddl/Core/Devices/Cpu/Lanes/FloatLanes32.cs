using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Eddl;

/// <summary>One lane, for processors without vector multiply-add. Slow, and rounded like the others.</summary>
internal readonly unsafe struct FloatLanes32 : IFloatLanes<float>
{
    public static int Width => 1;

    public static int TileRows => 6;

    public static int DotRows => 2;

    public static float Zero => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadFirst(float* source, int count, float otherwise) => count > 0 ? *source : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, float* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(float a, float b, float c, float d) => Vector128.Create(a, b, c, d);
}
