using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>A binary op and a unary one behind it as one: <c>y = second(first(a, b))</c>. One loop does both, without an intermediate tensor.</summary>
/// <param name="first">Applied to a and b.</param>
/// <param name="second">Applied to the result of <paramref name="first"/>.</param>
public readonly struct ThenUnary<TFirst, TSecond>(TFirst first, TSecond second) : IBinaryOp
    where TFirst : struct, IBinaryOp
    where TSecond : struct, IUnaryOp
{
    private readonly TFirst _first = first;
    private readonly TSecond _second = second;

    /// <inheritdoc/>
    public static string Name { get; } = $"{TFirst.Name}+{TSecond.Name}";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => _second.Forward(_first.Forward(a, b));

    /// <inheritdoc/>
    /// <remarks>The middle value is computed again: that is cheaper than keeping it in memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
    {
        T middle = _first.Forward(a, b);
        return _first.BackwardLeft(a, b, middle, _second.Backward(middle, y, dy));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
    {
        T middle = _first.Forward(a, b);
        return _first.BackwardRight(a, b, middle, _second.Backward(middle, y, dy));
    }
}
