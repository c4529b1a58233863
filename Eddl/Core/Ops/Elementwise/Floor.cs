using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Largest whole number not above x.</summary>
/// <remarks>The derivative is 0. ±∞ and NaN stay.</remarks>
public readonly struct Floor : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Floor";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Floor(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(0f);
}
