namespace DeepHealth.Eddl;

/// <summary>What a normalisation reads and writes.</summary>
internal readonly unsafe struct NormalizationOperands(
    Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, float epsilon)
{
    /// <summary>Input.</summary>
    public readonly float* X = x.Pointer;

    /// <summary>Scale per channel, or null.</summary>
    public readonly float* Gamma = CpuKernels.PointerOrNull(gamma);

    /// <summary>Shift per channel, or null.</summary>
    public readonly float* Beta = CpuKernels.PointerOrNull(beta);

    /// <summary>Mean per channel or row, written.</summary>
    public readonly float* Mean = mean.Pointer;

    /// <summary>Inverse deviation per channel or row, written.</summary>
    public readonly float* InverseDeviation = inverseDeviation.Pointer;

    /// <summary>Result.</summary>
    public readonly float* Y = y.Pointer;

    /// <summary>Added to the variance.</summary>
    public readonly float Epsilon = epsilon;

    /// <summary>Takes the statistics of one channel or row and stores them.</summary>
    /// <param name="index">Channel or row.</param>
    /// <param name="x">Its first element.</param>
    /// <param name="runs">Samples, or 1 for a row.</param>
    /// <param name="pitch">Distance of the samples' runs.</param>
    /// <param name="count">Elements of one run.</param>
    public RowStatistics Measure(int index, float* x, int runs, nint pitch, int count)
    {
        RowStatistics statistics = RowStatistics.Of(x, runs, pitch, count, Epsilon);
        Mean[index] = statistics.Mean;
        InverseDeviation[index] = statistics.InverseDeviation;
        return statistics;
    }

    /// <summary>Stores the statistics of one channel.</summary>
    /// <returns>How they apply to its elements.</returns>
    public ScaledDistance Store(int channel, in RowStatistics statistics)
    {
        Mean[channel] = statistics.Mean;
        InverseDeviation[channel] = statistics.InverseDeviation;
        float scale = Gamma == null ? statistics.InverseDeviation : Gamma[channel] * statistics.InverseDeviation;
        double shift = (Beta == null ? 0 : Beta[channel]) + (statistics.Excess * scale);
        return new(statistics.Mean, scale, (float)shift);
    }
}
