using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Difference: <c>y = a − b</c>.</summary>
/// <remarks>NaN in either gives NaN.</remarks>
public readonly struct Subtract : IBinaryOp
{
    /// <inheritdoc/>
    public static string Name => "Sub";

    /// <inheritdoc/>
    public static bool GradientReadsOperands => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => a - b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => dy;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => -dy;
}
