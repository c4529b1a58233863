using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradients of batch normalisation: one part is some channels.</summary>
internal readonly unsafe struct BatchNormGradientJob(ChannelShape shape, int channelsPerPart, NormalizationGradients gradients) : IParallelJob
{
    private readonly ChannelShape _shape = shape;
    private readonly int _channelsPerPart = channelsPerPart;
    private readonly NormalizationGradients _gradients = gradients;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _channelsPerPart, _shape.Channels);
        for (int c = part * _channelsPerPart; c < end; c++)
        {
            Differentiate(c);
        }
    }

    private void Differentiate(int c)
    {
        nint step = (nint)_shape.Channels * _shape.Inner;
        nint start = (nint)c * _shape.Inner;
        float mean = _gradients.Mean[c];
        (double sum, double product) = ChannelSums.SumAndProduct(_gradients.X + start, _gradients.Dy + start, _shape.Batch, step, _shape.Inner, mean);
        StatisticsGradient op = _gradients.Store(c, sum, product, (double)_shape.Batch * _shape.Inner);
        if (_gradients.Dx == null)
        {
            return;
        }

        for (int n = 0; n < _shape.Batch; n++)
        {
            ReadOnlySpan<float> x = new(_gradients.X + start + (n * step), _shape.Inner);
            ReadOnlySpan<float> dy = new(_gradients.Dy + start + (n * step), _shape.Inner);
            SpanLoops.MapGradient(op, x, x, dy, new Span<float>(_gradients.Dx + start + (n * step), _shape.Inner), _gradients.Accumulate);
        }
    }
}
