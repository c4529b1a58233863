using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Largest element by the processor's maximum, for the softmax loops. A NaN may or may not win.</summary>
internal readonly struct Maximum : IReduceOp
{
    public static string Name => "Max";

    public static float Identity => float.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => T.MaxNative(left, right);
}
