using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Turns the sums of all ranges of a <see cref="WinogradGradientPlan"/> into those of the nine taps: one part is some channels of one
/// panel.</summary>
/// <param name="plan">Parts of the sums.</param>
/// <param name="sums">Sums.</param>
/// <param name="taps">Written: <c>[panel, tap, channel, filter of the panel]</c>.</param>
internal readonly unsafe struct WinogradGradientSumJob(WinogradGradientPlan plan, float* sums, float* taps) : IRegisterJob
{
    private readonly WinogradGradientPlan _plan = plan;
    private readonly float* _sums = sums;
    private readonly float* _taps = taps;

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => _plan.Panels * Chunks;

    /// <summary>Floats of all taps.</summary>
    public static long Floats(in WinogradGradientPlan plan) => (long)plan.Panels * WinogradPlan.Taps * plan.PointSize;

    private int Chunks => _plan.Channels / WinogradPlan.ChannelUnit;

    /// <inheritdoc/>
    public void Execute(int part) => RegisterJob.Execute(this, part);

    /// <inheritdoc/>
    public void Compute<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        (int panel, int chunk) = Math.DivRem(part, Chunks);
        nint count = (nint)WinogradPlan.ChannelUnit * WinogradGradientPlan.PanelWidth;
        WinogradTransform<TRegister, TVector>.WeightGradient(
            _sums + (panel * WinogradPlan.Points * _plan.PointSize) + (chunk * count), _plan.PointSize, _plan.Ranges, _plan.RangeSize, count,
            _taps + (panel * WinogradPlan.Taps * _plan.PointSize) + (chunk * count), _plan.PointSize);
    }
}
