namespace DeepHealth.Ecvl.Signals;

/// <summary>Measures and removes the hum of the mains.</summary>
public static class LineNoise
{
    private const double Quality = 35;
    private const double CentreHz = 0.75;
    private const double NeighbourHz = 5;

    /// <summary>How far the power at a frequency stands out of that around it, in decibels.</summary>
    /// <remarks>Mean density within 0.75 Hz over the median density of the rest within 5 Hz, of Welch's spectrum with segments of 4 s. 0 without any power.</remarks>
    /// <param name="samples">The samples, without NaN; at least 4 s.</param>
    /// <param name="rateHz">Samples per second, more than twice the frequency and its surroundings.</param>
    /// <param name="mainsHz">The frequency, such as 50 or 60 Hz; above 5 Hz.</param>
    /// <exception cref="ArgumentException">The signal is too short or its rate too low.</exception>
    public static double ProminenceDb(ReadOnlySpan<double> samples, double rateHz, double mainsHz)
    {
        if (!(mainsHz > NeighbourHz) || !(rateHz > 2 * (mainsHz + 1)) || samples.Length < 4 * rateHz)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"LineNoise: {samples.Length} samples at {rateHz} Hz; {mainsHz} Hz needs 4 s at more than {2 * (mainsHz + 1)} Hz."), nameof(samples));
        }

        PowerSpectrum spectrum = SpectralEstimate.Welch(samples, rateHz, new SpectralOptions { SegmentLength = (int)(4 * rateHz) });
        double sum = 0;
        int count = 0;
        List<double> around = [];
        for (int k = 0; k < spectrum.Values.Length; k++)
        {
            double distance = Math.Abs(spectrum.FrequenciesHz[k] - mainsHz);
            if (distance <= CentreHz)
            {
                sum += spectrum.Values[k];
                count++;
            }
            else if (distance <= NeighbourHz)
            {
                around.Add(spectrum.Values[k]);
            }
        }

        around.Sort();
        double level = around[around.Count / 2];
        return sum > 0 && level > 0 ? 10 * Math.Log10(sum / count / level) : sum > 0 ? double.PositiveInfinity : 0;
    }

    /// <summary>Which mains a signal was recorded at.</summary>
    /// <param name="samples">The samples, without NaN; at least 4 s.</param>
    /// <param name="rateHz">Samples per second, above 122.</param>
    /// <param name="leastDb">How far the hum must stand out; 6 dB by default.</param>
    /// <returns>50 or 60 Hz, whichever stands out more; null where neither does.</returns>
    /// <exception cref="ArgumentException">The signal is too short or its rate too low.</exception>
    public static double? Detect(ReadOnlySpan<double> samples, double rateHz, double leastDb = 6)
    {
        double european = ProminenceDb(samples, rateHz, 50);
        double american = ProminenceDb(samples, rateHz, 60);
        return Math.Max(european, american) < leastDb ? null : european >= american ? 50 : 60;
    }

    /// <summary>Removes a hum and its harmonics with notch filters, without delay.</summary>
    /// <param name="samples">The samples, without NaN.</param>
    /// <param name="rateHz">Samples per second, more than twice the frequency.</param>
    /// <param name="mainsHz">The frequency, above 0.</param>
    /// <param name="harmonics">How many multiples, the first included, are removed, at least 1; those near or above half the rate are left out.</param>
    /// <exception cref="ArgumentException">The rate is too low, or the signal too short to continue its ends.</exception>
    public static double[] Remove(ReadOnlySpan<double> samples, double rateHz, double mainsHz, int harmonics = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mainsHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(harmonics, 1);
        if (!(rateHz > 2.05 * mainsHz))
        {
            throw new ArgumentException(FormattableString.Invariant($"LineNoise: {mainsHz} Hz cannot be removed at {rateHz} Hz; more than {2.05 * mainsHz} Hz are needed."), nameof(rateHz));
        }

        double[] result = samples.ToArray();
        for (int h = 1; h <= harmonics && 2.05 * h * mainsHz < rateHz; h++)
        {
            result = FiltFilt.Apply(ResonantFilter.Notch(h * mainsHz, Quality, rateHz), result);
        }

        return result;
    }
}
