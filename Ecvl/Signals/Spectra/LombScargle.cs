namespace DeepHealth.Ecvl.Signals;

/// <summary>Spectrum of samples at uneven times, such as intervals between heart beats.</summary>
/// <remarks>
/// Lomb, "Least-squares frequency analysis of unequally spaced data", 1976; Scargle, "Studies in astronomical time series analysis II", 1982,
/// eq. 10; sums as by Townsend, "Fast calculation of the Lomb-Scargle periodogram", 2010, eq. 5. Equal to <c>scipy.signal.lombscargle</c>.
/// </remarks>
public static class LombScargle
{
    /// <summary>Power at the frequencies given.</summary>
    /// <param name="timesSeconds">Times of the samples, at least one, in any order.</param>
    /// <param name="values">One value per time.</param>
    /// <param name="frequenciesHz">Frequencies, each above 0.</param>
    /// <param name="removeMean">Takes the mean of the values out first.</param>
    /// <param name="normalize">Divides by half the sum of squared values: a sine that explains all gives 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no sample, or a frequency is not above 0.</exception>
    public static PowerSpectrum Periodogram(
        ReadOnlySpan<double> timesSeconds, ReadOnlySpan<double> values, ReadOnlySpan<double> frequenciesHz, bool removeMean = false, bool normalize = false)
    {
        if (timesSeconds.Length != values.Length || values.IsEmpty)
        {
            throw new ArgumentException($"LombScargle: there are {timesSeconds.Length} times and {values.Length} values; they must agree and be at least 1.", nameof(values));
        }

        double[] centered = values.ToArray();
        double scale = 0.5;
        if (normalize)
        {
            double squares = 0;
            foreach (double value in values)
            {
                squares += value * value;
            }

            scale = 1 / squares;
        }

        Detrend.Apply(centered, removeMean ? TrendRemoval.Constant : TrendRemoval.None);
        double[] power = new double[frequenciesHz.Length];
        for (int f = 0; f < power.Length; f++)
        {
            double hz = frequenciesHz[f];
            if (!(hz > 0) || double.IsInfinity(hz))
            {
                throw new ArgumentOutOfRangeException(nameof(frequenciesHz), FormattableString.Invariant($"LombScargle: frequency {f} of {power.Length} is {hz} Hz; it must be finite and above 0."));
            }

            power[f] = scale * Power(timesSeconds, centered, 2 * Math.PI * hz);
        }

        return new PowerSpectrum(frequenciesHz.ToArray(), power);
    }

    private static double Power(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double angular)
    {
        (double yc, double ys, double cc, double ss, double cs) = (0, 0, 0, 0, 0);
        for (int i = 0; i < times.Length; i++)
        {
            (double s, double c) = Math.SinCos(angular * times[i]);
            yc += values[i] * c;
            ys += values[i] * s;
            cc += c * c;
            ss += s * s;
            cs += c * s;
        }

        // Turned by this angle, sine and cosine are orthogonal over the times.
        (double sin, double cos) = Math.SinCos(Math.Atan2(2 * cs, cc - ss) / 2);
        double alongCosine = (cos * yc) + (sin * ys);
        double alongSine = (cos * ys) - (sin * yc);
        double cosines = (cos * cos * cc) + (2 * cos * sin * cs) + (sin * sin * ss);
        double sines = (cos * cos * ss) - (2 * cos * sin * cs) + (sin * sin * cc);
        return (alongCosine * alongCosine / cosines) + (alongSine * alongSine / sines);
    }
}
