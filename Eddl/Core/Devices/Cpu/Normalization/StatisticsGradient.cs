using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradient through a normalisation and its statistics: <c>dx = scale·dy + slope·(x − mean) + shift</c>.</summary>
/// <remarks>Ioffe and Szegedy 2015, section 3, with the sums over the statistics' elements already taken. <see cref="Forward"/> is the
/// normalisation itself, with the same scale.</remarks>
internal readonly struct StatisticsGradient(float mean, float scale, float slope, float shift) : IUnaryOp
{
    private readonly float _mean = mean;
    private readonly float _scale = scale;
    private readonly float _slope = slope;
    private readonly float _shift = shift;

    /// <summary>Scale of dy.</summary>
    public float Scale => _scale;

    /// <summary>Scale of the distance from the mean.</summary>
    public float Slope => _slope;

    /// <summary>Shift.</summary>
    public float Shift => _shift;

    /// <inheritdoc/>
    public static string Name => "NormalizeGradient";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => (x - T.Of(_mean)) * T.Of(_scale);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Fma(T.Of(_scale), dy, T.Fma(T.Of(_slope), x - T.Of(_mean), T.Of(_shift)));
}
