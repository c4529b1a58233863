using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sums over the runs of one channel: <c>count</c> neighbouring elements in each of <c>runs</c> samples.</summary>
/// <remarks>Each lane adds some dozen elements in single precision; then all lanes are added in double precision. The rounding error so
/// stays that of short sums however long the channel is. The order depends on the sizes alone.</remarks>
internal static unsafe class ChannelSums
{
    /// <summary><c>Σ x</c>.</summary>
    public static double Sum(float* x, int runs, nint pitch, int count) => Sum<ElementTerm>(x, runs, pitch, count, 0);

    /// <summary><c>Σ (x − center)²</c>.</summary>
    public static double SquaredDistance(float* x, int runs, nint pitch, int count, float center)
        => Sum<SquaredDistanceTerm>(x, runs, pitch, count, center);

    /// <summary><c>Σ dy</c> and <c>Σ (x − center)·dy</c>.</summary>
    public static (double Sum, double Product) SumAndProduct(float* x, float* dy, int runs, nint pitch, int count, float center)
        => Vector512.IsHardwareAccelerated ? ChannelSumLoops<Register512, Vector512<float>>.SumAndProduct(x, dy, runs, pitch, count, center)
            : Fma.IsSupported ? ChannelSumLoops<Register256, Vector256<float>>.SumAndProduct(x, dy, runs, pitch, count, center)
            : Vector128.IsHardwareAccelerated ? ChannelSumLoops<Register128, Vector128<float>>.SumAndProduct(x, dy, runs, pitch, count, center)
            : ChannelSumLoops<Register32, float>.SumAndProduct(x, dy, runs, pitch, count, center);

    private static double Sum<TTerm>(float* x, int runs, nint pitch, int count, float center)
        where TTerm : struct, IChannelTerm
        => Vector512.IsHardwareAccelerated ? ChannelSumLoops<Register512, Vector512<float>>.Sum<TTerm>(x, runs, pitch, count, center)
            : Fma.IsSupported ? ChannelSumLoops<Register256, Vector256<float>>.Sum<TTerm>(x, runs, pitch, count, center)
            : Vector128.IsHardwareAccelerated ? ChannelSumLoops<Register128, Vector128<float>>.Sum<TTerm>(x, runs, pitch, count, center)
            : ChannelSumLoops<Register32, float>.Sum<TTerm>(x, runs, pitch, count, center);
}
