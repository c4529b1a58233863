using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Batch normalisation and an op behind it: one part is some channels, each from statistics to result while it is in the cache.</summary>
internal readonly unsafe struct BatchNormJob<TOp>(TOp op, ChannelShape shape, int channelsPerPart, NormalizationOperands operands) : IParallelJob
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op = op;
    private readonly ChannelShape _shape = shape;
    private readonly int _channelsPerPart = channelsPerPart;
    private readonly NormalizationOperands _operands = operands;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _channelsPerPart, _shape.Channels);
        for (int c = part * _channelsPerPart; c < end; c++)
        {
            Normalize(c);
        }
    }

    private void Normalize(int c)
    {
        nint step = (nint)_shape.Channels * _shape.Inner;
        float* x = _operands.X + ((nint)c * _shape.Inner);
        float* y = _operands.Y + ((nint)c * _shape.Inner);
        RowStatistics statistics = RowStatistics.Of(x, _shape.Batch, step, _shape.Inner, _operands.Epsilon);
        Then<ScaledDistance, TOp> op = new(_operands.Store(c, statistics), _op);
        for (int n = 0; n < _shape.Batch; n++)
        {
            SpanLoops.Map(op, new ReadOnlySpan<float>(x + (n * step), _shape.Inner), new Span<float>(y + (n * step), _shape.Inner));
        }
    }
}
