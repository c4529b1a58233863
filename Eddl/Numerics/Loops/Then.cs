using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Two unary ops as one: <c>y = second(first(x))</c>. One loop does both, without an intermediate tensor.</summary>
/// <param name="first">Applied to x.</param>
/// <param name="second">Applied to the result of <paramref name="first"/>.</param>
public readonly struct Then<TFirst, TSecond>(TFirst first, TSecond second) : IUnaryOp
    where TFirst : struct, IUnaryOp
    where TSecond : struct, IUnaryOp
{
    private readonly TFirst _first = first;
    private readonly TSecond _second = second;

    /// <inheritdoc/>
    public static string Name { get; } = $"{TFirst.Name}+{TSecond.Name}";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => _second.Forward(_first.Forward(x));

    /// <inheritdoc/>
    /// <remarks>The middle value is computed again: that is cheaper than keeping it in memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T middle = _first.Forward(x);
        return _first.Backward(x, middle, _second.Backward(middle, y, dy));
    }
}
