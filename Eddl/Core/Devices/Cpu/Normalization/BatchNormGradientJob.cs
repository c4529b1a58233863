using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradients of batch normalisation: one part is some channels.</summary>
internal unsafe struct BatchNormGradientJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public ChannelShape Shape;

    /// <summary>Channels of one part.</summary>
    public int ChannelsPerPart;

    /// <summary>Input.</summary>
    public float* X;

    /// <summary>Gradient of the result.</summary>
    public float* Dy;

    /// <summary>Scale per channel, or null.</summary>
    public float* Gamma;

    /// <summary>Mean per channel.</summary>
    public float* Mean;

    /// <summary>Inverse deviation per channel.</summary>
    public float* InverseDeviation;

    /// <summary>Gradient of the input, or null.</summary>
    public float* Dx;

    /// <summary>Gradient of the scale, or null.</summary>
    public float* Dgamma;

    /// <summary>Gradient of the shift, or null.</summary>
    public float* Dbeta;

    /// <summary>Whether Dx is added to.</summary>
    public bool Accumulate;

    /// <summary>Whether Dgamma and Dbeta are added to.</summary>
    public bool AccumulateAffine;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        int end = Math.Min((part + 1) * ChannelsPerPart, Shape.Channels);
        for (int c = part * ChannelsPerPart; c < end; c++)
        {
            Differentiate(c);
        }
    }

    private readonly void Differentiate(int c)
    {
        nint step = (nint)Shape.Channels * Shape.Inner;
        nint start = (nint)c * Shape.Inner;
        float mean = Mean[c];
        double inverse = InverseDeviation[c];
        (double sum, double product) = ChannelSums.SumAndProduct(X + start, Dy + start, Shape.Batch, step, Shape.Inner, mean);
        product *= inverse;
        if (Dgamma != null)
        {
            Dgamma[c] = (float)(product + (AccumulateAffine ? Dgamma[c] : 0));
        }

        if (Dbeta != null)
        {
            Dbeta[c] = (float)(sum + (AccumulateAffine ? Dbeta[c] : 0));
        }

        if (Dx == null)
        {
            return;
        }

        double count = (double)Shape.Batch * Shape.Inner;
        double scale = inverse * (Gamma == null ? 1 : Gamma[c]);
        StatisticsGradient op = new(mean, (float)scale, (float)(-scale * inverse * product / count), (float)(-scale * sum / count));
        for (int n = 0; n < Shape.Batch; n++)
        {
            ReadOnlySpan<float> x = new(X + start + (n * step), Shape.Inner);
            ReadOnlySpan<float> dy = new(Dy + start + (n * step), Shape.Inner);
            SpanLoops.MapGradient(op, x, x, dy, new Span<float>(Dx + start + (n * step), Shape.Inner), Accumulate);
        }
    }
}
