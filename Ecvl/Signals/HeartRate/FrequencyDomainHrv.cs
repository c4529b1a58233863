namespace DeepHealth.Ecvl.Signals;

/// <summary>Power of the variability of intervals in the usual bands.</summary>
/// <remarks>Task Force of the ESC and NASPE, "Heart Rate Variability: Standards of Measurement", Circulation 93, 1996, table 2.</remarks>
/// <param name="Vlf">Power from 0.003 to 0.04 Hz, in ms².</param>
/// <param name="Lf">Power from 0.04 to 0.15 Hz, in ms².</param>
/// <param name="Hf">Power from 0.15 to 0.4 Hz, in ms².</param>
public readonly record struct FrequencyDomainHrv(double Vlf, double Lf, double Hf)
{
    /// <summary>Sum of the three bands, in ms².</summary>
    public double TotalPower => Vlf + Lf + Hf;

    /// <summary>Low over high frequencies.</summary>
    public double LfHfRatio => Lf / Hf;

    /// <summary>Low frequencies in percent of low and high ones.</summary>
    public double LfNormalized => 100 * Lf / (Lf + Hf);

    /// <summary>High frequencies in percent of low and high ones.</summary>
    public double HfNormalized => 100 * Hf / (Lf + Hf);

    /// <summary>Power by Welch's method, of intervals interpolated at 4 Hz.</summary>
    /// <param name="nnMs">Intervals between normal beats in milliseconds, at least two that last half a second.</param>
    /// <exception cref="ArgumentException">There are too few intervals.</exception>
    public static FrequencyDomainHrv Welch(ReadOnlySpan<double> nnMs) => new NnSpectrum().Compute(nnMs);

    /// <summary>Power by the periodogram of unevenly spaced samples, which needs no interpolation.</summary>
    /// <param name="nnMs">Intervals between normal beats in milliseconds, at least three.</param>
    /// <exception cref="ArgumentException">There are too few intervals.</exception>
    public static FrequencyDomainHrv Lomb(ReadOnlySpan<double> nnMs)
    {
        if (nnMs.Length < 3)
        {
            throw new ArgumentException($"FrequencyDomainHrv: {nnMs.Length} intervals have no spectrum; at least 3 are needed.", nameof(nnMs));
        }

        double[] times = new double[nnMs.Length];
        double[] values = nnMs.ToArray();
        double mean = TimeDomainHrv.Moments(nnMs).Mean;
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = i == 0 ? 0 : times[i - 1] + (nnMs[i] / 1000);
            values[i] -= mean;
        }

        // Five steps per width of a peak. The density makes the integral over all frequencies the variance.
        double duration = times[^1];
        double step = 1 / (5 * duration);
        double[] frequencies = [.. Enumerable.Range(0, Math.Max((int)((0.4 - 0.003) / step), 1)).Select(i => 0.003 + (i * step))];
        double[] density = LombScargle.Periodogram(times, values, frequencies).Values;
        for (int i = 0; i < density.Length; i++)
        {
            density[i] *= 2 * duration / times.Length;
        }

        return NnSpectrum.Integrate(frequencies, density);
    }
}
