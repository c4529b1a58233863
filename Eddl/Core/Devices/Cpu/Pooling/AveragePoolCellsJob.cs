using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Means of windows where the channels lie last, and so are the lanes: one part is some rows of outputs.</summary>
internal readonly unsafe struct AveragePoolCellsJob(CellView x, CellView y, PoolShape shape, int channels, PoolRows rows) : IParallelJob
{
    private readonly CellView _x = x;
    private readonly CellView _y = y;
    private readonly PoolShape _shape = shape;
    private readonly int _channels = channels;
    private readonly PoolRows _rows = rows;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int width = _shape.Width.Output;
        int whole = _shape.Depth.Kernel * _shape.Height.Kernel * _shape.Width.Kernel;
        PoolCells box = new(_shape, _x, _channels);
        for (int row = _rows.First(part); row < _rows.End(part); row++)
        {
            (int sample, int depth, int height) = _rows[row];
            box.MoveToRow(sample, depth, height);
            float* y = _y.Row(sample, depth, height);
            int count;
            for (int output = 0; output < width; output += count)
            {
                count = box.MoveTo(output);

                // A window of nothing but padding has the sum 0.
                int divisor = _shape.CountPadding ? whole : Math.Max(box.Depths * box.Heights * box.Widths, 1);
                float* start = y + ((nint)output * _channels);
                if (Vector512.IsHardwareAccelerated)
                {
                    Average<Lanes16>(box, count, start, divisor);
                }
                else if (Lanes8.IsAccelerated)
                {
                    Average<Lanes8>(box, count, start, divisor);
                }
                else
                {
                    Average<Scalar>(box, count, start, divisor);
                }
            }
        }
    }

    private void Average<T>(in PoolCells box, int count, float* y, int divisor)
        where T : struct, ILanes<T>
    {
        nint channels = _channels;
        nint depthPitch = box.DepthPitch, heightPitch = box.HeightPitch, widthPitch = box.WidthPitch, outputPitch = box.OutputPitch;
        int depths = box.Depths, heights = box.Heights, widths = box.Widths;
        float* first = box.First;
        T cells = T.Of(divisor);
        for (int output = 0; output < count; output++, first += outputPitch, y += channels)
        {
            for (nint c = 0; c < channels; c += T.Width)
            {
                nint left = channels - c;
                T total = T.Of(0);
                for (int i = 0; i < depths; i++)
                {
                    float* row = first + c + (i * depthPitch);
                    for (int j = 0; j < heights; j++, row += heightPitch)
                    {
                        // Row by row: short sums round less, and two of them need not wait for each other.
                        float* cell = row;
                        T even = T.Of(0);
                        T odd = T.Of(0);
                        int k = 0;
                        for (; k + 2 <= widths; k += 2, cell += 2 * widthPitch)
                        {
                            even += SpanLoops.Read<T>(cell, left);
                            odd += SpanLoops.Read<T>(cell + widthPitch, left);
                        }

                        if (k < widths)
                        {
                            even += SpanLoops.Read<T>(cell, left);
                        }

                        total += even + odd;
                    }
                }

                SpanLoops.Write(total / cells, y + c, left);
            }
        }
    }
}
