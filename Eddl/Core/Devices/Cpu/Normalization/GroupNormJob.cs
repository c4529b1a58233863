using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Group and layer normalisation: one part is some rows.</summary>
internal readonly unsafe struct GroupNormJob(GroupNormShape shape, int rowsPerPart, NormalizationOperands operands) : IParallelJob
{
    private readonly GroupNormShape _shape = shape;
    private readonly int _rowsPerPart = rowsPerPart;
    private readonly NormalizationOperands _operands = operands;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _rowsPerPart, _shape.Rows);
        for (int row = part * _rowsPerPart; row < end; row++)
        {
            Normalize(row);
        }
    }

    private void Normalize(int row)
    {
        float* x = _operands.X + ((nint)row * _shape.RowSize);
        float* gamma = _operands.Gamma;
        float* beta = _operands.Beta;
        RowStatistics statistics = _operands.Measure(row, x, 1, 0, _shape.RowSize);
        float inverse = statistics.InverseDeviation;
        double correction = statistics.Excess * inverse;
        Span<float> y = new(_operands.Y + ((nint)row * _shape.RowSize), _shape.RowSize);
        int channel = row % _shape.Groups * _shape.ChannelsPerGroup;
        if (_shape.Inner == 1 || (gamma == null && beta == null))
        {
            SpanLoops.Map(new ScaledDistance(statistics.Mean, inverse, (float)correction), new ReadOnlySpan<float>(x, y.Length), y);
            if (gamma != null)
            {
                SpanLoops.Zip(default(Multiply), BroadcastClass.Same, y, new ReadOnlySpan<float>(gamma + channel, y.Length), y, 1, y.Length);
            }

            if (beta != null)
            {
                SpanLoops.Zip(default(Add), BroadcastClass.Same, y, new ReadOnlySpan<float>(beta + channel, y.Length), y, 1, y.Length);
            }

            return;
        }

        for (int c = 0; c < _shape.ChannelsPerGroup; c++)
        {
            double scale = gamma == null ? 1 : gamma[channel + c];
            double shift = (correction * scale) + (beta == null ? 0 : beta[channel + c]);
            ScaledDistance op = new(statistics.Mean, (float)(inverse * scale), (float)shift);
            SpanLoops.Map(op, new ReadOnlySpan<float>(x + ((nint)c * _shape.Inner), _shape.Inner), y.Slice(c * _shape.Inner, _shape.Inner));
        }
    }
}
