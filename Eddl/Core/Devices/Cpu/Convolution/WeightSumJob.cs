using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Adds the sums of all ranges in order and writes them to the weight gradient: one part is one panel of filters and some channels.</summary>
/// <param name="shape">Sizes.</param>
/// <param name="sums">Sums <c>[range, panel, window cell, channel, filter of the panel]</c>.</param>
/// <param name="ranges">Ranges, at least 1.</param>
/// <param name="panelWidth">Filters of a panel.</param>
/// <param name="dw">Weight gradient <c>[filter, channel, window cell]</c>.</param>
/// <param name="accumulate">Whether it keeps its content and the sums are added.</param>
internal readonly unsafe struct WeightSumJob(in ConvolutionShape shape, float* sums, int ranges, int panelWidth, float* dw, bool accumulate) : IParallelJob
{
    // Floats that one part turns: they stay in the first-level cache.
    private const int PartSize = 8 * 1024;

    private readonly ConvolutionShape _shape = shape;
    private readonly float* _sums = sums;
    private readonly int _ranges = ranges;
    private readonly int _panelWidth = panelWidth;
    private readonly float* _dw = dw;
    private readonly bool _accumulate = accumulate;
    private readonly int _panels = (shape.FiltersPerGroup + panelWidth - 1) / panelWidth;
    private readonly int _channels = Math.Clamp(PartSize / (shape.KernelPlane * panelWidth), 1, Math.Max(1, shape.ChannelsPerGroup));

    private int Chunks => (_shape.ChannelsPerGroup + _channels - 1) / _channels;

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => _shape.Groups * _panels * Chunks;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        (int panel, int chunk) = Math.DivRem(part, Chunks);
        (int group, int panelOfGroup) = Math.DivRem(panel, _panels);
        int filter = panelOfGroup * _panelWidth;
        int filters = Math.Min(_panelWidth, _shape.FiltersPerGroup - filter);
        int channel = chunk * _channels;
        int channels = Math.Min(_channels, _shape.ChannelsPerGroup - channel);
        int cells = _shape.KernelPlane;
        nint panelPitch = (nint)_shape.Taps * _panelWidth;
        float* total = Workspace.Take(WorkspaceSlot.Result, (long)channels * cells * _panelWidth);
        for (int c = 0; c < channels; c++)
        {
            for (int cell = 0; cell < cells; cell++)
            {
                float* to = total + ((((nint)c * cells) + cell) * _panelWidth);
                float* from = _sums + (panel * panelPitch) + ((((nint)cell * _shape.ChannelsPerGroup) + channel + c) * _panelWidth);
                new ReadOnlySpan<float>(from, filters).CopyTo(new Span<float>(to, filters));
                for (int range = 1; range < _ranges; range++)
                {
                    from += _shape.Groups * _panels * panelPitch;
                    RelayoutLoops.Copy(from, to, filters, accumulate: true);
                }
            }
        }

        float* dw = _dw + (((group * _shape.FiltersPerGroup) + filter) * (nint)_shape.Taps) + ((nint)channel * cells);
        RelayoutLoops.Transpose(total, _panelWidth, channels * cells, filters, dw, _shape.Taps, _accumulate);
    }
}
