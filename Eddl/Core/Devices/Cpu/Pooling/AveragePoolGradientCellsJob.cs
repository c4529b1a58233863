using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradient of the means of windows where the channels lie last: one part is some rows of inputs, each of which gathers its shares.</summary>
internal readonly unsafe struct AveragePoolGradientCellsJob(
    CellView dy, CellView dx, PoolShape shape, int channels, PoolRows rows, bool accumulate) : IParallelJob
{
    private readonly CellView _dy = dy;
    private readonly CellView _dx = dx;
    private readonly PoolShape _shape = shape;
    private readonly int _channels = channels;
    private readonly PoolRows _rows = rows;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int width = _shape.Width.Input;
        CellRange* spans = (CellRange*)Workspace.Take(WorkspaceSlot.Result, 2L * width);
        for (int w = 0; w < width; w++)
        {
            spans[w] = CellRange.OfOutputs(_shape.Width, w);
        }

        float* insides = Workspace.Take(WorkspaceSlot.Second, _shape.Width.Output);
        for (int output = 0; output < _shape.Width.Output; output++)
        {
            insides[output] = CellRange.OfWindow(_shape.Width, output).Count;
        }

        for (int row = _rows.First(part); row < _rows.End(part); row++)
        {
            (int sample, int depth, int height) = _rows[row];
            if (!_accumulate)
            {
                new Span<float>(_dx.Row(sample, depth, height), width * _channels).Clear();
            }

            if (Vector512.IsHardwareAccelerated)
            {
                Gather<Lanes16>(sample, depth, height, spans, insides);
            }
            else if (Lanes8.IsAccelerated)
            {
                Gather<Lanes8>(sample, depth, height, spans, insides);
            }
            else
            {
                Gather<Scalar>(sample, depth, height, spans, insides);
            }
        }
    }

    // One row of outputs after the other, while the row of inputs is in the level-1 cache.
    private void Gather<T>(int sample, int depth, int height, CellRange* spans, float* insides)
        where T : struct, ILanes<T>
    {
        float* dx = _dx.Row(sample, depth, height);
        CellRange depths = CellRange.OfOutputs(_shape.Depth, depth);
        CellRange heights = CellRange.OfOutputs(_shape.Height, height);
        int whole = _shape.Depth.Kernel * _shape.Height.Kernel * _shape.Width.Kernel;
        for (int d = depths.First; d < depths.End; d++)
        {
            for (int h = heights.First; h < heights.End; h++)
            {
                if (!Holds(_shape.Depth, d, depth) || !Holds(_shape.Height, h, height))
                {
                    continue;
                }

                int rows = CellRange.OfWindow(_shape.Depth, d).Count * CellRange.OfWindow(_shape.Height, h).Count;
                float* dy = _dy.Row(sample, d, h);
                for (int w = 0; w < _shape.Width.Input; w++)
                {
                    for (int output = spans[w].First; output < spans[w].End; output++)
                    {
                        if (Holds(_shape.Width, output, w))
                        {
                            float share = 1 / (_shape.CountPadding ? whole : rows * insides[output]);
                            Add<T>(dy + ((nint)output * _channels), T.Of(share), dx + ((nint)w * _channels));
                        }
                    }
                }
            }
        }
    }

    private void Add<T>(float* dy, T share, float* dx)
        where T : struct, ILanes<T>
    {
        for (nint c = 0; c < _channels; c += T.Width)
        {
            nint left = _channels - c;
            SpanLoops.Write(T.Fma(SpanLoops.Read<T>(dy + c, left), share, SpanLoops.Read<T>(dx + c, left)), dx + c, left);
        }
    }

    // Whether the cell is one of the window's and not in a gap between them.
    private static bool Holds(in Window window, int output, int cell)
        => window.Dilation == 1 || (cell + window.PadBefore - (output * window.Stride)) % window.Dilation == 0;
}
