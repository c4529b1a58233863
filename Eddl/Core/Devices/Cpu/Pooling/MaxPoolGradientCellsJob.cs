using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gives the gradient of each window to its winner, where the channels lie last: one part is some rows of inputs.</summary>
/// <remarks>Every input gathers from the outputs whose window holds it. So each is written once, whatever the windows, and nothing has to be cleared.</remarks>
internal readonly unsafe struct MaxPoolGradientCellsJob(
    CellView dy, float* indices, CellView dx, PoolShape shape, int channels, PoolRows rows, bool accumulate) : IParallelJob
{
    private readonly CellView _dy = dy;
    private readonly float* _indices = indices;
    private readonly CellView _dx = dx;
    private readonly PoolShape _shape = shape;
    private readonly int _channels = channels;
    private readonly PoolRows _rows = rows;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        CellRange* spans = (CellRange*)Workspace.Take(WorkspaceSlot.Result, 2L * _shape.Width.Input);
        for (int w = 0; w < _shape.Width.Input; w++)
        {
            spans[w] = CellRange.OfOutputs(_shape.Width, w);
        }

        for (int row = _rows.First(part); row < _rows.End(part); row++)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Differentiate<Lanes16>(row, spans);
            }
            else if (Lanes8.IsAccelerated)
            {
                Differentiate<Lanes8>(row, spans);
            }
            else
            {
                Differentiate<Scalar>(row, spans);
            }
        }
    }

    private void Differentiate<T>(int row, CellRange* spans)
        where T : struct, ILanes<T>
    {
        (int sample, int depth, int height) = _rows[row];
        CellRange outputDepths = CellRange.OfOutputs(_shape.Depth, depth);
        CellRange outputHeights = CellRange.OfOutputs(_shape.Height, height);
        int depths = outputDepths.Count, heights = outputHeights.Count;
        nint channels = _channels;
        nint heightStep = _shape.Width.Output * channels;
        nint depthStep = _shape.Height.Output * heightStep;
        float* winners = _indices + (((nint)sample * _shape.Depth.Output) + outputDepths.First) * depthStep + (outputHeights.First * heightStep);
        float* dy = _dy.Row(sample, outputDepths.First, outputHeights.First);
        float* dx = _dx.Row(sample, depth, height);
        int index = ((depth * _shape.Height.Input) + height) * _shape.Width.Input;
        for (int w = 0; w < _shape.Width.Input; w++, dx += channels, index++)
        {
            CellRange span = spans[w];
            nint first = span.First * channels;
            T position = T.Of(BitConverter.Int32BitsToSingle(index));
            if (depths == 1 && heights == 1 && span.Count == 1)
            {
                for (nint c = 0; c < channels; c += T.Width)
                {
                    nint left = channels - c;
                    T own = T.SelectEqual(SpanLoops.Read<T>(winners + first + c, left), position, SpanLoops.Read<T>(dy + first + c, left), T.Of(0));
                    SpanLoops.Write(_accumulate ? SpanLoops.Read<T>(dx + c, left) + own : own, dx + c, left);
                }

                continue;
            }

            for (nint c = 0; c < channels; c += T.Width)
            {
                nint left = channels - c;
                T sum = _accumulate ? SpanLoops.Read<T>(dx + c, left) : T.Of(0);
                for (int i = 0; i < depths; i++)
                {
                    for (int j = 0; j < heights; j++)
                    {
                        float* winner = winners + (i * depthStep) + (j * heightStep) + first + c;
                        float* gradient = dy + (i * _dy.SlicePitch) + (j * _dy.RowPitch) + first + c;
                        for (int output = span.First; output < span.End; output++, winner += channels, gradient += channels)
                        {
                            sum += T.SelectEqual(SpanLoops.Read<T>(winner, left), position, SpanLoops.Read<T>(gradient, left), T.Of(0));
                        }
                    }
                }

                SpanLoops.Write(sum, dx + c, left);
            }
        }
    }
}
