using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Square: <c>y = x²</c>.</summary>
/// <remarks>NaN stays NaN; magnitudes above 1.8e19 overflow to +∞ in single precision.</remarks>
public readonly struct Square : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Square";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => x * x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T slope = x + x;
        return slope * dy;
    }
}
