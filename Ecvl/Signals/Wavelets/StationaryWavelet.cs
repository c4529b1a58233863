namespace DeepHealth.Ecvl.Signals;

/// <summary>Wavelet transform without decimation: every level is as long as the signal, and shifts with it.</summary>
/// <remarks>Nason and Silverman, "The Stationary Wavelet Transform and Some Statistical Applications", Lecture Notes in Statistics 103, 1995; the signal is
/// continued periodically, as in PyWavelets' <c>swt</c>.</remarks>
public static class StationaryWavelet
{
    /// <summary>Approximation and detail of each level.</summary>
    /// <param name="source">Samples, a multiple of <c>2^levels</c>.</param>
    /// <param name="wavelet">The wavelet.</param>
    /// <param name="levels">Number of levels, at least 1.</param>
    /// <returns>Level 1, the finest, first; both parts are as long as the source.</returns>
    /// <exception cref="ArgumentException">The length is no multiple.</exception>
    public static (double[] Approximation, double[] Detail)[] Forward(ReadOnlySpan<double> source, Wavelet wavelet, int levels)
    {
        ArgumentNullException.ThrowIfNull(wavelet);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 24);
        if (source.IsEmpty || source.Length % (1 << levels) != 0)
        {
            throw new ArgumentException($"StationaryWavelet: {source.Length} samples are no multiple of {1 << levels} for {levels} levels; pad them.", nameof(source));
        }

        (double[] Approximation, double[] Detail)[] result = new (double[], double[])[levels];
        double[] current = source.ToArray();
        for (int level = 0; level < levels; level++)
        {
            int spread = 1 << level;
            result[level] = (Convolve(current, wavelet.DecompositionLow, spread), Convolve(current, wavelet.DecompositionHigh, spread));
            current = result[level].Approximation;
        }

        return result;
    }

    /// <summary>Convolution with taps spread apart, centred on each sample, around the ends.</summary>
    private static double[] Convolve(double[] source, ReadOnlySpan<double> taps, int spread)
    {
        int length = source.Length;
        double[] result = new double[length];
        for (int tap = 0; tap < taps.Length; tap++)
        {
            int shift = (int)((((taps.Length / 2) - tap) * (long)spread % length + length) % length);
            double weight = taps[tap];

            // The two stretches before and after the wrap.
            int first = length - shift;
            for (int i = 0; i < first; i++)
            {
                result[i] += weight * source[i + shift];
            }

            for (int i = first; i < length; i++)
            {
                result[i] += weight * source[i - first];
            }
        }

        return result;
    }
}
