using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The running variance after one more batch, from the batch's inverse deviation:
/// <c>a + momentum·(unbias·(1/b² − epsilon) − a)</c>. Not differentiated.</summary>
internal readonly struct MovingVariance(float momentum, float epsilon, float unbias) : IBinaryOp
{
    private readonly float _momentum = momentum;
    private readonly float _epsilon = epsilon;
    private readonly float _unbias = unbias;

    public static string Name => "MovingVariance";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
    {
        T variance = T.MaxNative((T.Of(1) / (b * b)) - T.Of(_epsilon), T.Of(0));
        return T.Fma(T.Of(_momentum), (T.Of(_unbias) * variance) - a, a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(1 - _momentum) * dy;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(-2 * _momentum * _unbias) / (b * b * b) * dy;
}
