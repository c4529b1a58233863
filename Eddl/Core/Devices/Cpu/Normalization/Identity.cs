using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary><c>y = x</c>: where a loop takes an op and there is none.</summary>
internal readonly struct Identity : IUnaryOp
{
    /// <inheritdoc/>
    public static string Name => "Identity";

    /// <inheritdoc/>
    public static bool GradientFromOutput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => dy;
}
