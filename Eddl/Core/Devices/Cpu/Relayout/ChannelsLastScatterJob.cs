using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Writes channels-last memory to a contiguous tensor <c>[N, C, …]</c>, or adds it.</summary>
/// <param name="format">Arrangement of the source.</param>
/// <param name="x">First cell inside the halo of the source, as <see cref="Tensor.Pointer"/> gives it.</param>
/// <param name="y">First element of the contiguous tensor.</param>
/// <param name="accumulate">Whether y keeps its content and the source is added.</param>
internal readonly unsafe struct ChannelsLastScatterJob(ChannelsLast format, float* x, float* y, bool accumulate) : IParallelJob
{
    private readonly ChannelsLast _format = format;
    private readonly float* _start = x - format.Layout.Offset;
    private readonly float* _y = y;
    private readonly bool _accumulate = accumulate;
    private readonly HaloRows _rows = new(format);

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => _rows.Parts;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int width = _format.Width, channels = _format.Channels, rowsOfSample = _format.Depth * _format.Height;
        int before = _format.WidthHalo.Before * channels;
        nint plane = (nint)rowsOfSample * width;
        for (int row = _rows.Start(part); row < _rows.End(part); row++)
        {
            int inner = _rows.Inner(row);
            if (inner >= 0)
            {
                (int sample, int position) = Math.DivRem(inner, rowsOfSample);
                float* to = _y + (sample * channels * plane) + ((nint)position * width);
                RelayoutLoops.Transpose(_start + ((nint)row * _format.RowPitch) + before, channels, width, channels, to, plane, _accumulate);
            }
        }
    }
}
