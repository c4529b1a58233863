using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary><c>a + momentum·(b − a)</c>: the running mean after one more batch. Not differentiated.</summary>
internal readonly struct MovingAverage(float momentum) : IBinaryOp
{
    private readonly float _momentum = momentum;

    public static string Name => "MovingAverage";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => T.Fma(T.Of(_momentum), b - a, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(1 - _momentum) * dy;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(_momentum) * dy;
}
