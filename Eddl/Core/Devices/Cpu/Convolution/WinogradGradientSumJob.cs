using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Turns the sums of all ranges of a <see cref="WinogradGradientPlan"/> into those of the nine taps: one part is some channels of one
/// panel.</summary>
/// <param name="plan">Parts of the sums.</param>
/// <param name="sums">Sums.</param>
/// <param name="taps">Written: <c>[panel, tap, channel, filter of the panel]</c>.</param>
internal readonly unsafe struct WinogradGradientSumJob(WinogradGradientPlan plan, float* sums, float* taps) : IParallelJob
{
    private const int Taps = 9;

    private readonly WinogradGradientPlan _plan = plan;
    private readonly float* _sums = sums;
    private readonly float* _taps = taps;

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => _plan.Panels * Chunks;

    /// <summary>Floats of all taps.</summary>
    public static long Floats(in WinogradGradientPlan plan) => (long)plan.Panels * Taps * plan.PointSize;

    private int Chunks => _plan.Channels / WinogradPlan.ChannelUnit;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Transform<Register512, Vector512<float>>(part);
        }
        else if (Fma.IsSupported)
        {
            Transform<Register256, Vector256<float>>(part);
        }
        else if (AdvSimd.IsSupported)
        {
            Transform<Register128, Vector128<float>>(part);
        }
        else
        {
            Transform<Register32, float>(part);
        }
    }

    private void Transform<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        (int panel, int chunk) = Math.DivRem(part, Chunks);
        nint count = (nint)WinogradPlan.ChannelUnit * WinogradGradientPlan.PanelWidth;
        WinogradTransform<TRegister, TVector>.WeightGradient(
            _sums + (panel * WinogradPlan.Points * _plan.PointSize) + (chunk * count), _plan.PointSize, _plan.Ranges, _plan.RangeSize, count,
            _taps + (panel * Taps * _plan.PointSize) + (chunk * count), _plan.PointSize);
    }
}
