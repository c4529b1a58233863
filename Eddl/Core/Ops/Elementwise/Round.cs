using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Nearest whole number, ties to even: 0.5 gives 0, 1.5 and 2.5 give 2.</summary>
/// <remarks>The derivative is 0. ±∞ and NaN stay.</remarks>
public readonly struct Round : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Round";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Round(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(0f);
}
