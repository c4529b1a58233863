using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Natural logarithm: <c>y = ln x</c>.</summary>
/// <remarks>0 gives −∞ (with derivative +∞), negative values and NaN give NaN.</remarks>
public readonly struct Log : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Log";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Log(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => dy / x;
}
