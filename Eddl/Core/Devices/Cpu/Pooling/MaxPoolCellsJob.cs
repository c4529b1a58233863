using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Maximum of windows where the channels lie last, and so are the lanes: one part is some rows of outputs.</summary>
/// <remarks>Positions travel through float registers as bits.</remarks>
internal readonly unsafe struct MaxPoolCellsJob(CellView x, CellView y, float* indices, PoolShape shape, int channels, PoolRows rows) : IParallelJob
{
    private readonly CellView _x = x;
    private readonly CellView _y = y;
    private readonly float* _indices = indices;
    private readonly PoolShape _shape = shape;
    private readonly int _channels = channels;
    private readonly PoolRows _rows = rows;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int width = _shape.Width.Output;
        PoolCells box = new(_shape, _x, _channels);
        for (int row = _rows.First(part); row < _rows.End(part); row++)
        {
            (int sample, int depth, int height) = _rows[row];
            box.MoveToRow(sample, depth, height);
            float* y = _y.Row(sample, depth, height);
            float* indices = _indices + ((nint)row * width * _channels);
            int count;
            for (int output = 0; output < width; output += count)
            {
                count = box.MoveTo(output);
                nint start = (nint)output * _channels;
                if (Vector512.IsHardwareAccelerated)
                {
                    Pool<Lanes16>(box, count, y + start, indices + start);
                }
                else if (Lanes8.IsAccelerated)
                {
                    Pool<Lanes8>(box, count, y + start, indices + start);
                }
                else
                {
                    Pool<Scalar>(box, count, y + start, indices + start);
                }
            }
        }
    }

    // Some outputs with boxes of one size. Nothing is larger than the first value before the first value, unless it is NaN or larger than −∞.
    private void Pool<T>(in PoolCells box, int count, float* y, float* indices)
        where T : struct, ILanes<T>
    {
        nint channels = _channels;
        nint depthPitch = box.DepthPitch, heightPitch = box.HeightPitch, widthPitch = box.WidthPitch, outputPitch = box.OutputPitch;
        int depths = box.Depths, heights = box.Heights, widths = box.Widths;
        int depthStep = box.DepthStep, heightStep = box.HeightStep, widthStep = box.WidthStep;
        bool isEmpty = depths == 0 || heights == 0 || widths == 0;
        bool isSquareOf2 = depths == 1 && heights == 2 && widths == 2;
        float* first = box.First;
        int index = box.FirstIndex;
        for (int output = 0; output < count; output++, first += outputPitch, index += _shape.Width.Stride, y += channels, indices += channels)
        {
            if (isSquareOf2)
            {
                T i00 = Index<T>(index), i01 = Index<T>(index + widthStep);
                T i10 = Index<T>(index + heightStep), i11 = Index<T>(index + heightStep + widthStep);
                for (nint c = 0; c < channels; c += T.Width)
                {
                    nint left = channels - c;
                    float* corner = first + c;
                    T best = T.Of(float.NegativeInfinity);
                    T winner = i00;
                    T.TakeLarger(SpanLoops.Read<T>(corner, left), i00, ref best, ref winner);
                    T.TakeLarger(SpanLoops.Read<T>(corner + widthPitch, left), i01, ref best, ref winner);
                    T.TakeLarger(SpanLoops.Read<T>(corner + heightPitch, left), i10, ref best, ref winner);
                    T.TakeLarger(SpanLoops.Read<T>(corner + heightPitch + widthPitch, left), i11, ref best, ref winner);
                    SpanLoops.Write(best, y + c, left);
                    SpanLoops.Write(winner, indices + c, left);
                }

                continue;
            }

            for (nint c = 0; c < channels; c += T.Width)
            {
                nint left = channels - c;
                T best = T.Of(float.NegativeInfinity);
                T winner = Index<T>(isEmpty ? -1 : index);
                for (int i = 0; i < depths; i++)
                {
                    float* row = first + c + (i * depthPitch);
                    int rowIndex = index + (i * depthStep);
                    for (int j = 0; j < heights; j++, row += heightPitch, rowIndex += heightStep)
                    {
                        float* cell = row;
                        int cellIndex = rowIndex;
                        for (int k = 0; k < widths; k++, cell += widthPitch, cellIndex += widthStep)
                        {
                            T.TakeLarger(SpanLoops.Read<T>(cell, left), Index<T>(cellIndex), ref best, ref winner);
                        }
                    }
                }

                SpanLoops.Write(best, y + c, left);
                SpanLoops.Write(winner, indices + c, left);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Index<T>(int position)
        where T : struct, ILanes<T>
        => T.Of(BitConverter.Int32BitsToSingle(position));
}
