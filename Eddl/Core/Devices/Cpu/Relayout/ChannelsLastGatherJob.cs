using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Writes a contiguous tensor <c>[N, C, …]</c> to channels-last memory and sets its halo to 0.</summary>
/// <param name="x">First element of the contiguous tensor.</param>
/// <param name="format">Arrangement of the result.</param>
/// <param name="y">First cell inside the halo of the result, as <see cref="Tensor.Pointer"/> gives it: the start of the memory plus
/// <c>format.Layout.Offset</c>.</param>
internal readonly unsafe struct ChannelsLastGatherJob(float* x, ChannelsLast format, float* y) : IParallelJob
{
    private readonly float* _x = x;
    private readonly ChannelsLast _format = format;
    private readonly float* _start = y - format.Layout.Offset;
    private readonly HaloRows _rows = new(format);

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => _rows.Parts;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int width = _format.Width, channels = _format.Channels, rowsOfSample = _format.Depth * _format.Height;
        int before = _format.WidthHalo.Before * channels, after = _format.WidthHalo.After * channels;
        nint plane = (nint)rowsOfSample * width;
        for (int row = _rows.Start(part); row < _rows.End(part); row++)
        {
            float* to = _start + ((nint)row * _format.RowPitch);
            int inner = _rows.Inner(row);
            if (inner < 0)
            {
                new Span<float>(to, _format.RowPitch).Clear();
                continue;
            }

            (int sample, int position) = Math.DivRem(inner, rowsOfSample);
            float* from = _x + (sample * channels * plane) + ((nint)position * width);
            new Span<float>(to, before).Clear();
            RelayoutLoops.Transpose(from, plane, channels, width, to + before, channels, accumulate: false);
            new Span<float>(to + before + ((nint)width * channels), after).Clear();
        }
    }
}
