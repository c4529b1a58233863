using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Means of windows, or their gradient: one part is some planes.</summary>
internal readonly unsafe struct AveragePoolJob(float* inputs, float* outputs, PoolShape shape, int planesPerPart, bool isGradient, bool accumulate) : IParallelJob
{
    private readonly float* _inputs = inputs;
    private readonly float* _outputs = outputs;
    private readonly PoolShape _shape = shape;
    private readonly int _planesPerPart = planesPerPart;
    private readonly bool _isGradient = isGradient;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _planesPerPart, _shape.Planes);
        int depths = _shape.Depth.Output;
        int heights = _shape.Height.Output;
        int width = _shape.Width.Output;
        Span<WindowTap> taps = new(Workspace.Take(WorkspaceSlot.Second, (long)_shape.Width.Kernel * sizeof(WindowTap) / sizeof(float)), _shape.Width.Kernel);
        WindowTap.Fill(_shape.Width, taps);
        float* shares = Workspace.Take(WorkspaceSlot.Result, 3L * width);
        float* strided = shares + width;
        float* divisors = strided + width;
        int divisorRows = -1;
        for (int plane = part * _planesPerPart; plane < end; plane++)
        {
            float* x = _inputs + ((nint)plane * _shape.InputPlane);
            if (_isGradient && !_accumulate)
            {
                new Span<float>(x, _shape.InputPlane).Clear();
            }

            float* row = _outputs + ((nint)plane * depths * heights * width);
            for (int d = 0; d < depths; d++)
            {
                for (int h = 0; h < heights; h++, row += width)
                {
                    int rows = InsideOf(_shape.Depth, d) * InsideOf(_shape.Height, h);
                    if (rows != divisorRows)
                    {
                        divisorRows = rows;
                        SetDivisors(divisors, rows);
                    }

                    if (_isGradient)
                    {
                        Divide(row, shares, divisors, width);
                        Visit(x, d, h, shares, strided, taps);
                    }
                    else
                    {
                        new Span<float>(row, width).Clear();
                        Visit(x, d, h, row, strided, taps);
                        Divide(row, row, divisors, width);
                    }
                }
            }
        }
    }

    // Adds the cells of the windows of one row to the row, or the row to the cells.
    private void Visit(float* x, int depth, int height, float* row, float* strided, ReadOnlySpan<WindowTap> taps)
    {
        int stride = _shape.Width.Stride;
        for (int i = 0; i < _shape.Depth.Kernel; i++)
        {
            int d = WindowTap.Cell(_shape.Depth, depth, i);
            for (int j = 0; j < _shape.Height.Kernel && d >= 0; j++)
            {
                int h = WindowTap.Cell(_shape.Height, height, j);
                for (int k = 0; k < taps.Length && h >= 0; k++)
                {
                    WindowTap tap = taps[k];
                    float* cells = x + ((nint)((d * _shape.Height.Input) + h) * _shape.Width.Input) + tap.Input;
                    if (_isGradient)
                    {
                        StridedRow.ScatterAdd(row + tap.Start, cells, stride, tap.Count);
                        continue;
                    }

                    if (stride != 1)
                    {
                        StridedRow.Gather(cells, stride, strided, tap.Count);
                        cells = strided;
                    }

                    StridedRow.ScatterAdd(cells, row + tap.Start, 1, tap.Count);
                }
            }
        }
    }

    private static void Divide(float* sums, float* means, float* divisors, int width)
        => SpanLoops.Zip(
            default(Divide), BroadcastClass.Same, new ReadOnlySpan<float>(sums, width), new ReadOnlySpan<float>(divisors, width),
            new Span<float>(means, width), 1, width);

    // What each output of a row is divided by, for windows that see this many rows of the input.
    private void SetDivisors(float* divisors, int rows)
    {
        int whole = _shape.Depth.Kernel * _shape.Height.Kernel * _shape.Width.Kernel;
        for (int i = 0; i < _shape.Width.Output; i++)
        {
            // A window of nothing but padding has the sum 0.
            divisors[i] = _shape.CountPadding ? whole : Math.Max(rows * InsideOf(_shape.Width, i), 1);
        }
    }

    private static int InsideOf(in Window window, int output)
    {
        int count = 0;
        for (int cell = 0; cell < window.Kernel; cell++)
        {
            count += WindowTap.Cell(window, output, cell) >= 0 ? 1 : 0;
        }

        return count;
    }
}
