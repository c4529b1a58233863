using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Batch normalisation: one part is some channels, each from statistics to result while it is in the cache.</summary>
internal unsafe struct BatchNormJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public ChannelShape Shape;

    /// <summary>Channels of one part.</summary>
    public int ChannelsPerPart;

    /// <summary>Input.</summary>
    public float* X;

    /// <summary>Scale per channel, or null.</summary>
    public float* Gamma;

    /// <summary>Shift per channel, or null.</summary>
    public float* Beta;

    /// <summary>Mean per channel, written.</summary>
    public float* Mean;

    /// <summary>Inverse deviation per channel, written.</summary>
    public float* InverseDeviation;

    /// <summary>Result.</summary>
    public float* Y;

    /// <summary>Added to the variance.</summary>
    public float Epsilon;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        int end = Math.Min((part + 1) * ChannelsPerPart, Shape.Channels);
        for (int c = part * ChannelsPerPart; c < end; c++)
        {
            Normalize(c);
        }
    }

    private readonly void Normalize(int c)
    {
        nint step = (nint)Shape.Channels * Shape.Inner;
        float* x = X + ((nint)c * Shape.Inner);
        float* y = Y + ((nint)c * Shape.Inner);
        double count = (double)Shape.Batch * Shape.Inner;
        double sum = ChannelSums.Sum(x, Shape.Batch, step, Shape.Inner);
        (double Exact, float Stored) mean = RowStatistics.Mean(sum, count);
        double squares = ChannelSums.SquaredDistance(x, Shape.Batch, step, Shape.Inner, mean.Stored);
        float inverse = RowStatistics.InverseDeviation(squares, count, mean, Epsilon);
        Mean[c] = mean.Stored;
        InverseDeviation[c] = inverse;

        float scale = Gamma == null ? inverse : Gamma[c] * inverse;
        double shift = (Beta == null ? 0 : Beta[c]) + ((mean.Stored - mean.Exact) * scale);
        ScaledDistance op = new(mean.Stored, scale, (float)shift);
        for (int n = 0; n < Shape.Batch; n++)
        {
            SpanLoops.Map(op, new ReadOnlySpan<float>(x + (n * step), Shape.Inner), new Span<float>(y + (n * step), Shape.Inner));
        }
    }
}
