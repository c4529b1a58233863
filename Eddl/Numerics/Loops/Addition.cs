using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Sum, for the loops that add up by themselves.</summary>
internal readonly struct Addition : IReduceOp
{
    public static string Name => "Sum";

    public static float Identity => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => left + right;
}
