using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Limits to a range: <c>y = min(max(x, minimum), maximum)</c>.</summary>
/// <remarks>The derivative is 1 from minimum to maximum, both included, and 0 outside. NaN stays NaN, with derivative 1.</remarks>
public readonly struct Clip : IUnaryOp
{
    private readonly float _minimum;
    private readonly float _maximum;

    /// <summary>Sets the range.</summary>
    /// <param name="minimum">Smallest result; −∞ for no limit.</param>
    /// <param name="maximum">Largest result, at least <paramref name="minimum"/>; +∞ for no limit.</param>
    /// <exception cref="ArgumentException">The range is empty or a limit is NaN.</exception>
    public Clip(float minimum, float maximum)
    {
        if (!(minimum <= maximum))
        {
            throw new ArgumentException($"Clip: the minimum {minimum} is not at or below the maximum {maximum}; give the smaller limit first.", nameof(minimum));
        }

        _minimum = minimum;
        _maximum = maximum;
    }

    /// <inheritdoc/>
    public static string Name => "Clip";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.MinNative(T.Of(_maximum), T.MaxNative(T.Of(_minimum), x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T notAbove = T.SelectPositive(x - T.Of(_maximum), T.Of(0f), dy);
        return T.SelectPositive(T.Of(_minimum) - x, T.Of(0f), notAbove);
    }
}
