using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Group and layer normalisation: one part is some rows.</summary>
internal readonly unsafe struct GroupNormJob(GroupNormShape shape, int rowsPerPart, NormalizationOperands operands, bool stream) : IParallelJob
{
    private readonly GroupNormShape _shape = shape;
    private readonly int _rowsPerPart = rowsPerPart;
    private readonly NormalizationOperands _operands = operands;
    private readonly bool _stream = stream;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        RowStatistics* statistics = stackalloc RowStatistics[LayerNormRows.Group];
        int end = Math.Min((part + 1) * _rowsPerPart, _shape.Rows);
        int group = LayerNormRows.GroupOf(_rowsPerPart, _shape.RowSize, _stream);
        for (int first = part * _rowsPerPart; first < end; first += group)
        {
            int rows = Math.Min(group, end - first);
            LayerNormRows.Measure(_operands.X + ((nint)first * _shape.RowSize), rows, _shape.RowSize, _operands.Epsilon, statistics, _stream);
            for (int row = 0; row < rows; row++)
            {
                Normalize(first + row, in statistics[row]);
            }
        }

        if (_stream)
        {
            StreamedStores.Finish();
        }
    }

    private void Normalize(int row, in RowStatistics statistics)
    {
        float* x = _operands.X + ((nint)row * _shape.RowSize);
        float* gamma = _operands.Gamma;
        float* beta = _operands.Beta;
        _operands.Mean[row] = statistics.Mean;
        _operands.InverseDeviation[row] = statistics.InverseDeviation;
        float inverse = statistics.InverseDeviation;
        double correction = statistics.Excess * inverse;
        float* y = _operands.Y + ((nint)row * _shape.RowSize);
        int channel = row % _shape.Groups * _shape.ChannelsPerGroup;
        if (_shape.Inner == 1 || (gamma == null && beta == null))
        {
            LayerNormRows.Apply(
                x, gamma == null ? null : gamma + channel, beta == null ? null : beta + channel, y, _shape.RowSize, statistics.Mean, inverse,
                (float)correction, _stream);
            return;
        }

        for (int c = 0; c < _shape.ChannelsPerGroup; c++)
        {
            double scale = gamma == null ? 1 : gamma[channel + c];
            double shift = (correction * scale) + (beta == null ? 0 : beta[channel + c]);
            ScaledDistance op = new(statistics.Mean, (float)(inverse * scale), (float)shift);
            nint at = (nint)c * _shape.Inner;
            SpanLoops.Map(op, new ReadOnlySpan<float>(x + at, _shape.Inner), new Span<float>(y + at, _shape.Inner), _stream);
        }
    }
}
