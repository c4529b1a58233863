using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Group and layer normalisation: one part is some rows.</summary>
internal unsafe struct GroupNormJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public GroupNormShape Shape;

    /// <summary>Rows of one part.</summary>
    public int RowsPerPart;

    /// <summary>Input.</summary>
    public float* X;

    /// <summary>Scale per channel, or null.</summary>
    public float* Gamma;

    /// <summary>Shift per channel, or null.</summary>
    public float* Beta;

    /// <summary>Mean per row, written.</summary>
    public float* Mean;

    /// <summary>Inverse deviation per row, written.</summary>
    public float* InverseDeviation;

    /// <summary>Result.</summary>
    public float* Y;

    /// <summary>Added to the variance.</summary>
    public float Epsilon;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        int end = Math.Min((part + 1) * RowsPerPart, Shape.Rows);
        for (int row = part * RowsPerPart; row < end; row++)
        {
            Normalize(row);
        }
    }

    private readonly void Normalize(int row)
    {
        float* x = X + ((nint)row * Shape.RowSize);
        (double Exact, float Stored) mean = RowStatistics.Mean(ChannelSums.Sum(x, 1, 0, Shape.RowSize), Shape.RowSize);
        double squares = ChannelSums.SquaredDistance(x, 1, 0, Shape.RowSize, mean.Stored);
        float inverse = RowStatistics.InverseDeviation(squares, Shape.RowSize, mean, Epsilon);
        Mean[row] = mean.Stored;
        InverseDeviation[row] = inverse;

        Span<float> y = new(Y + ((nint)row * Shape.RowSize), Shape.RowSize);
        double correction = (mean.Stored - mean.Exact) * inverse;
        int channel = row % Shape.Groups * Shape.ChannelsPerGroup;
        if (Shape.Inner == 1 || (Gamma == null && Beta == null))
        {
            SpanLoops.Map(new ScaledDistance(mean.Stored, inverse, (float)correction), new ReadOnlySpan<float>(x, y.Length), y);
            if (Gamma != null)
            {
                SpanLoops.Zip(default(Multiply), BroadcastClass.Same, y, new ReadOnlySpan<float>(Gamma + channel, y.Length), y, 1, y.Length);
            }

            if (Beta != null)
            {
                SpanLoops.Zip(default(Add), BroadcastClass.Same, y, new ReadOnlySpan<float>(Beta + channel, y.Length), y, 1, y.Length);
            }

            return;
        }

        for (int c = 0; c < Shape.ChannelsPerGroup; c++)
        {
            double gamma = Gamma == null ? 1 : Gamma[channel + c];
            double shift = (correction * gamma) + (Beta == null ? 0 : Beta[channel + c]);
            ScaledDistance op = new(mean.Stored, (float)(inverse * gamma), (float)shift);
            SpanLoops.Map(op, new ReadOnlySpan<float>(x + ((nint)c * Shape.Inner), Shape.Inner), y.Slice(c * Shape.Inner, Shape.Inner));
        }
    }
}
