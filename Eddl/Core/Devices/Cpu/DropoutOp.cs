using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Dropout of a, decided by a uniform number b: <c>a/(1 − rate)</c> where <c>b ≥ rate</c>, else 0.</summary>
internal readonly struct DropoutOp(float rate) : IBinaryOp
{
    private readonly float _rate = rate;
    private readonly float _scale = 1 / (1 - rate);

    /// <inheritdoc/>
    public static string Name => "Dropout";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => T.SelectPositive(T.Of(_rate) - b, T.Of(0), a * T.Of(_scale));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(T.Of(_rate) - b, T.Of(0), dy * T.Of(_scale));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(0);
}
