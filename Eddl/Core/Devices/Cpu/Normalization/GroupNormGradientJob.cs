using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Input gradient of group and layer normalisation: one part is some rows.</summary>
internal readonly unsafe struct GroupNormGradientJob(GroupNormShape shape, int rowsPerPart, NormalizationGradients gradients) : IParallelJob
{
    private readonly GroupNormShape _shape = shape;
    private readonly int _rowsPerPart = rowsPerPart;
    private readonly NormalizationGradients _gradients = gradients;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _rowsPerPart, _shape.Rows);
        for (int row = part * _rowsPerPart; row < end; row++)
        {
            Differentiate(row);
        }
    }

    private void Differentiate(int row)
    {
        nint start = (nint)row * _shape.RowSize;
        int channel = row % _shape.Groups * _shape.ChannelsPerGroup;
        float* dy = _gradients.Dy + start;
        if (_shape.Inner == 1 && _gradients.Gamma != null)
        {
            // The scale varies from element to element: multiply it into the gradient first.
            dy = Workspace.Take(WorkspaceSlot.Result, _shape.RowSize);
            SpanLoops.Zip(
                default(Multiply), BroadcastClass.Same, new ReadOnlySpan<float>(_gradients.Dy + start, _shape.RowSize),
                new ReadOnlySpan<float>(_gradients.Gamma + channel, _shape.RowSize), new Span<float>(dy, _shape.RowSize), 1, _shape.RowSize);
        }

        bool isWhole = _shape.Inner == 1 || _gradients.Gamma == null;
        int runs = isWhole ? 1 : _shape.ChannelsPerGroup;
        int length = isWhole ? _shape.RowSize : _shape.Inner;
        double sum = 0;
        double product = 0;
        for (int run = 0; run < runs; run++)
        {
            nint at = (nint)run * length;
            double gamma = isWhole ? 1 : _gradients.Gamma[channel + run];
            (double runSum, double runProduct) = ChannelSums.SumAndProduct(_gradients.X + start + at, dy + at, 1, 0, length, _gradients.Mean[row]);
            sum += gamma * runSum;
            product += gamma * runProduct;
        }

        double inverse = _gradients.InverseDeviation[row];
        float slope = (float)(-inverse * inverse * inverse * product / _shape.RowSize);
        float shift = (float)(-inverse * sum / _shape.RowSize);
        for (int run = 0; run < runs; run++)
        {
            nint at = (nint)run * length;
            StatisticsGradient op = new(_gradients.Mean[row], (float)(inverse * (isWhole ? 1 : _gradients.Gamma[channel + run])), slope, shift);
            ReadOnlySpan<float> x = new(_gradients.X + start + at, length);
            Span<float> dx = new(_gradients.Dx + start + at, length);
            SpanLoops.MapGradient(op, x, x, new ReadOnlySpan<float>(dy + at, length), dx, _gradients.Accumulate);
        }
    }
}
