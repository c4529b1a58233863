using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Normalisation with given statistics: <c>y = (x − mean)·scale + shift</c>.</summary>
/// <remarks>The mean is subtracted first: a mean that is large beside the deviation then costs no accuracy.</remarks>
internal readonly struct ScaledDistance(float mean, float scale, float shift) : IUnaryOp
{
    private readonly float _mean = mean;
    private readonly float _scale = scale;
    private readonly float _shift = shift;

    /// <summary>Mean.</summary>
    public float Mean => _mean;

    /// <summary>Scale.</summary>
    public float Scale => _scale;

    /// <summary>Shift.</summary>
    public float Shift => _shift;

    /// <inheritdoc/>
    public static string Name => "Normalize";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Fma(x - T.Of(_mean), T.Of(_scale), T.Of(_shift));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(_scale) * dy;
}
