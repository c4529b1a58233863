using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Maximum of windows: one part is some planes.</summary>
internal readonly unsafe struct MaxPoolJob(float* x, float* y, int* indices, PoolShape shape, int planesPerPart) : IParallelJob
{
    private readonly float* _x = x;
    private readonly float* _y = y;
    private readonly int* _indices = indices;
    private readonly PoolShape _shape = shape;
    private readonly int _planesPerPart = planesPerPart;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _planesPerPart, _shape.Planes);
        int depths = _shape.Depth.Output;
        int heights = _shape.Height.Output;
        int widths = _shape.Width.Output;
        float* strided = Workspace.Take(WorkspaceSlot.Result, widths);
        Span<WindowTap> taps = new(Workspace.Take(WorkspaceSlot.Second, (long)_shape.Width.Kernel * sizeof(WindowTap) / sizeof(float)), _shape.Width.Kernel);
        WindowTap.Fill(_shape.Width, taps);
        for (int plane = part * _planesPerPart; plane < end; plane++)
        {
            float* x = _x + ((nint)plane * _shape.InputPlane);
            nint row = (nint)plane * depths * heights * widths;
            for (int d = 0; d < depths; d++)
            {
                for (int h = 0; h < heights; h++, row += widths)
                {
                    new Span<float>(_y + row, widths).Fill(float.NegativeInfinity);
                    new Span<int>(_indices + row, widths).Fill(-1);
                    PoolRow(x, d, h, _y + row, _indices + row, strided, taps);
                }
            }
        }
    }

    // The cells of the window one after the other, each for all outputs of the row: neighbours then are vector lanes.
    private void PoolRow(float* x, int depth, int height, float* y, int* indices, float* strided, ReadOnlySpan<WindowTap> taps)
    {
        for (int i = 0; i < _shape.Depth.Kernel; i++)
        {
            int d = WindowTap.Cell(_shape.Depth, depth, i);
            for (int j = 0; j < _shape.Height.Kernel && d >= 0; j++)
            {
                int h = WindowTap.Cell(_shape.Height, height, j);
                for (int k = 0; k < taps.Length && h >= 0; k++)
                {
                    WindowTap tap = taps[k];
                    int cell = (((d * _shape.Height.Input) + h) * _shape.Width.Input) + tap.Input;
                    float* values = x + cell;
                    if (_shape.Width.Stride != 1)
                    {
                        StridedRow.Gather(values, _shape.Width.Stride, strided, tap.Count);
                        values = strided;
                    }

                    Improve(values, cell, _shape.Width.Stride, y + tap.Start, indices + tap.Start, tap.Count);
                }
            }
        }
    }

    // Takes each value that beats the winner so far: the first value always, a larger number, NaN unless there is one already.
    private static void Improve(float* values, int cell, int stride, float* y, int* indices, int count)
    {
        nint i = 0;
        if (Avx2.IsSupported)
        {
            Vector256<int> cells = Vector256.Create(cell) + (Vector256<int>.Indices * stride);
            for (; i + 8 <= count; i += 8)
            {
                Vector256<float> value = Vector256.Load(values + i);
                Vector256<float> best = Vector256.Load(y + i);
                Vector256<int> winner = Vector256.Load(indices + i);
                Vector256<float> isLarger = Vector256.GreaterThan(value, best) | ~Vector256.Equals(value, value);
                Vector256<int> takes = (isLarger & Vector256.Equals(best, best)).AsInt32() | Vector256.LessThan(winner, Vector256<int>.Zero);
                Vector256.ConditionalSelect(takes.AsSingle(), value, best).Store(y + i);
                Vector256.ConditionalSelect(takes, cells, winner).Store(indices + i);
                cells += Vector256.Create(8 * stride);
            }
        }

        for (; i < count; i++)
        {
            float value = values[i];
            if (indices[i] < 0 || (!float.IsNaN(y[i]) && (float.IsNaN(value) || value > y[i])))
            {
                y[i] = value;
                indices[i] = cell + ((int)i * stride);
            }
        }
    }
}
