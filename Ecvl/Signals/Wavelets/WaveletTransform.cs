namespace DeepHealth.Ecvl.Signals;

/// <summary>Discrete wavelet transform and its inverse.</summary>
/// <remarks>Mallat, "A theory for multiresolution signal decomposition", 1989. Positions and lengths of the coefficients are those of PyWavelets.</remarks>
public static class WaveletTransform
{
    /// <summary>One level: the coarse half and the fine half of a signal.</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="wavelet">The wavelet.</param>
    /// <param name="extension">How the ends are continued; default symmetric.</param>
    /// <returns>Both <c>⌊(n + taps − 1) / 2⌋</c> long, or <c>⌈n / 2⌉</c> with periodization.</returns>
    /// <exception cref="ArgumentException">The signal is empty.</exception>
    public static (double[] Approximation, double[] Detail) Forward(ReadOnlySpan<double> source, Wavelet wavelet, WaveletExtension extension = WaveletExtension.Symmetric)
    {
        ArgumentNullException.ThrowIfNull(wavelet);
        if (source.IsEmpty)
        {
            throw new ArgumentException($"WaveletTransform: the signal has {source.Length} samples; at least 1 is needed.", nameof(source));
        }

        int count = CoefficientCount(source.Length, wavelet, extension);
        double[] approximation = new double[count];
        double[] detail = new double[count];
        ReadOnlySpan<double> low = wavelet.DecompositionLow;
        ReadOnlySpan<double> high = wavelet.DecompositionHigh;
        int first = First(wavelet, extension);
        for (int k = 0; k < count; k++)
        {
            (double a, double d) = (0, 0);
            for (int j = 0; j < low.Length; j++)
            {
                double x = source[Index((2 * k) + first - j, source.Length, extension)];
                a += low[j] * x;
                d += high[j] * x;
            }

            (approximation[k], detail[k]) = (a, d);
        }

        return (approximation, detail);
    }

    /// <summary>Puts the two halves of one level together.</summary>
    /// <param name="approximation">The coarse half.</param>
    /// <param name="detail">The fine half, of the same length.</param>
    /// <param name="sampleCount">Samples of the signal.</param>
    /// <param name="wavelet">The wavelet used.</param>
    /// <param name="extension">How the ends were continued.</param>
    /// <exception cref="ArgumentException">The lengths do not belong to a signal of that many samples.</exception>
    public static double[] Inverse(
        ReadOnlySpan<double> approximation, ReadOnlySpan<double> detail, int sampleCount, Wavelet wavelet, WaveletExtension extension = WaveletExtension.Symmetric)
    {
        ArgumentNullException.ThrowIfNull(wavelet);
        int count = sampleCount < 1 ? 0 : CoefficientCount(sampleCount, wavelet, extension);
        if (count == 0 || approximation.Length != count || detail.Length != count)
        {
            throw new ArgumentException(
                $"WaveletTransform: {sampleCount} samples with {wavelet.Name} have {count} coefficients, but there are {approximation.Length} and {detail.Length}.", nameof(detail));
        }

        // The transform is orthogonal: the inverse spreads every coefficient where the forward transform gathered it.
        double[] result = new double[sampleCount];
        ReadOnlySpan<double> low = wavelet.DecompositionLow;
        ReadOnlySpan<double> high = wavelet.DecompositionHigh;
        int first = First(wavelet, extension);
        int period = sampleCount + (sampleCount % 2);
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < low.Length; j++)
            {
                int at = (2 * k) + first - j;
                at = extension == WaveletExtension.Periodization ? Wrap(at, period) : at;
                if (at >= 0 && at < sampleCount)
                {
                    result[at] += (low[j] * approximation[k]) + (high[j] * detail[k]);
                }
            }
        }

        return result;
    }

    /// <summary>Several levels: each takes the coarse half of the one before apart.</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="wavelet">The wavelet.</param>
    /// <param name="levels">Levels, at least 1; above <see cref="MaxLevel"/> all coefficients are affected by the ends.</param>
    /// <param name="extension">How the ends are continued; default symmetric.</param>
    /// <exception cref="ArgumentException">The signal is empty or there is no level.</exception>
    public static WaveletDecomposition Decompose(ReadOnlySpan<double> source, Wavelet wavelet, int levels, WaveletExtension extension = WaveletExtension.Symmetric)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        double[][] details = new double[levels][];
        double[] coarse = source.ToArray();
        for (int level = 0; level < levels; level++)
        {
            (coarse, details[level]) = Forward(coarse, wavelet, extension);
        }

        return new WaveletDecomposition(wavelet, extension, source.Length, coarse, details);
    }

    /// <summary>Puts all levels together.</summary>
    /// <param name="decomposition">The levels, perhaps with changed coefficients.</param>
    /// <returns>The signal.</returns>
    /// <exception cref="ArgumentException">A level does not have the length that belongs to the signal.</exception>
    public static double[] Reconstruct(WaveletDecomposition decomposition)
    {
        ArgumentNullException.ThrowIfNull(decomposition);
        double[] coarse = decomposition.Approximation;
        for (int level = decomposition.Details.Length - 1; level >= 0; level--)
        {
            int samples = level == 0 ? decomposition.SampleCount : decomposition.Details[level - 1].Length;
            coarse = Inverse(coarse, decomposition.Details[level], samples, decomposition.Wavelet, decomposition.Extension);
        }

        return coarse;
    }

    /// <summary>Levels after which at least one coefficient is still free of the ends: <c>⌊log₂(n / (taps − 1))⌋</c>, at least 0.</summary>
    /// <param name="sampleCount">Samples of the signal.</param>
    /// <param name="wavelet">The wavelet.</param>
    public static int MaxLevel(int sampleCount, Wavelet wavelet)
    {
        ArgumentNullException.ThrowIfNull(wavelet);
        int level = 0;
        while (sampleCount >> (level + 1) >= wavelet.Length - 1)
        {
            level++;
        }

        return level;
    }

    private static int CoefficientCount(int samples, Wavelet wavelet, WaveletExtension extension) =>
        extension == WaveletExtension.Periodization ? (samples + 1) / 2 : (samples + wavelet.Length - 1) / 2;

    // The newest sample that the first coefficient sees.
    private static int First(Wavelet wavelet, WaveletExtension extension) => extension == WaveletExtension.Periodization ? wavelet.Length / 2 : 1;

    private static int Index(int at, int count, WaveletExtension extension)
    {
        if (at >= 0 && at < count)
        {
            return at;
        }

        if (extension == WaveletExtension.Periodization)
        {
            // An odd signal has its last sample twice.
            return Math.Min(Wrap(at, count + (count % 2)), count - 1);
        }

        int place = Wrap(at, 2 * count);
        return place < count ? place : (2 * count) - 1 - place;
    }

    private static int Wrap(int at, int period) => ((at % period) + period) % period;
}
