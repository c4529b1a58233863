using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Writes channels-last memory to channels-last memory of the same sizes with another halo, or adds it.</summary>
/// <param name="source">Arrangement of the source.</param>
/// <param name="x">First cell inside the halo of the source, as <see cref="Tensor.Pointer"/> gives it.</param>
/// <param name="format">Arrangement of the result.</param>
/// <param name="y">First cell inside the halo of the result.</param>
/// <param name="clearHalo">Whether the halo of the result is set to 0; else it stays.</param>
/// <param name="accumulate">Whether the cells of the result keep their content and the source is added.</param>
internal readonly unsafe struct ChannelsLastPadJob(
    ChannelsLast source, float* x, ChannelsLast format, float* y, bool clearHalo, bool accumulate) : IParallelJob
{
    private readonly ChannelsLast _source = source;
    private readonly float* _x = x;
    private readonly ChannelsLast _format = format;
    private readonly float* _start = y - format.Layout.Offset;
    private readonly bool _clearHalo = clearHalo;
    private readonly bool _accumulate = accumulate;
    private readonly HaloRows _rows = new(format);

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => _rows.Parts;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int length = _format.Width * _format.Channels;
        int before = _format.WidthHalo.Before * _format.Channels, after = _format.WidthHalo.After * _format.Channels;
        for (int row = _rows.Start(part); row < _rows.End(part); row++)
        {
            float* to = _start + ((nint)row * _format.RowPitch);
            int inner = _rows.Inner(row);
            if (_clearHalo)
            {
                new Span<float>(to, inner < 0 ? _format.RowPitch : before).Clear();
            }

            if (inner < 0)
            {
                continue;
            }

            (int slice, int h) = Math.DivRem(inner, _format.Height);
            (int n, int d) = Math.DivRem(slice, _format.Depth);
            float* from = _x + ((nint)n * _source.SamplePitch) + ((nint)d * _source.SlicePitch) + ((nint)h * _source.RowPitch);
            RelayoutLoops.Copy(from, to + before, length, _accumulate);
            if (_clearHalo)
            {
                new Span<float>(to + before + length, after).Clear();
            }
        }
    }
}
