namespace DeepHealth.Ecvl.Signals;

/// <summary>Heart rate variability in time.</summary>
/// <remarks>Task Force of the ESC and NASPE, "Heart Rate Variability: Standards of Measurement", Circulation 93, 1996, table 1.</remarks>
/// <param name="MeanNniMs">Mean interval.</param>
/// <param name="SdnnMs">Standard deviation of intervals, divided by n − 1.</param>
/// <param name="SdsdMs">Standard deviation of differences of successive intervals, divided by n.</param>
/// <param name="RmssdMs">Root of the mean of squared differences.</param>
/// <param name="MedianNniMs">Median interval.</param>
/// <param name="RangeNniMs">Longest less shortest interval.</param>
/// <param name="Nni50">Differences above 50 ms.</param>
/// <param name="Pnni50">Share of differences above 50 ms, in percent.</param>
/// <param name="Nni20">Differences above 20 ms.</param>
/// <param name="Pnni20">Share of differences above 20 ms, in percent.</param>
/// <param name="Cvsd">RMSSD over the mean.</param>
/// <param name="Cvnni">SDNN over the mean.</param>
/// <param name="MadNniMs">Median distance from the median.</param>
/// <param name="MeanHr">Mean rate in beats per minute.</param>
/// <param name="MaxHr">Greatest rate in beats per minute.</param>
/// <param name="MinHr">Least rate in beats per minute.</param>
/// <param name="StdHr">Standard deviation of the rate, divided by n.</param>
public readonly record struct TimeDomainHrv(
    double MeanNniMs, double SdnnMs, double SdsdMs, double RmssdMs, double MedianNniMs, double RangeNniMs, int Nni50, double Pnni50, int Nni20, double Pnni20,
    double Cvsd, double Cvnni, double MadNniMs, double MeanHr, double MaxHr, double MinHr, double StdHr)
{
    /// <summary>Computes the figures.</summary>
    /// <param name="nnMs">Intervals between normal beats in milliseconds, at least two.</param>
    /// <exception cref="ArgumentException">There are fewer than two intervals.</exception>
    public static TimeDomainHrv Of(ReadOnlySpan<double> nnMs)
    {
        if (nnMs.Length < 2)
        {
            throw new ArgumentException($"TimeDomainHrv: {nnMs.Length} intervals have no variability; at least 2 are needed.", nameof(nnMs));
        }

        (double mean, double deviation) = Moments(nnMs);
        double[] sorted = nnMs.ToArray();
        Array.Sort(sorted);
        double median = Median(sorted);
        double range = sorted[^1] - sorted[0];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = Math.Abs(sorted[i] - median);
        }

        Array.Sort(sorted);
        double mad = Median(sorted);
        double[] differences = sorted;
        int above50 = 0;
        int above20 = 0;
        double squares = 0;
        for (int i = 0; i < nnMs.Length - 1; i++)
        {
            differences[i] = nnMs[i + 1] - nnMs[i];
            squares += differences[i] * differences[i];
            above50 += Math.Abs(differences[i]) > 50 ? 1 : 0;
            above20 += Math.Abs(differences[i]) > 20 ? 1 : 0;
        }

        int count = nnMs.Length - 1;
        double sdsd = Moments(differences.AsSpan(0, count)).Deviation;
        double rmssd = Math.Sqrt(squares / count);
        double sdnn = deviation * Math.Sqrt(nnMs.Length / (double)count);
        Span<double> rates = sorted;
        for (int i = 0; i < rates.Length; i++)
        {
            rates[i] = 60_000 / nnMs[i];
        }

        (double meanRate, double rateDeviation) = Moments(rates);
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        foreach (double rate in rates)
        {
            least = Math.Min(least, rate);
            greatest = Math.Max(greatest, rate);
        }

        return new TimeDomainHrv(
            mean, sdnn, sdsd, rmssd, median, range, above50, 100.0 * above50 / count, above20, 100.0 * above20 / count,
            rmssd / mean, sdnn / mean, mad, meanRate, greatest, least, rateDeviation);
    }

    /// <summary>Mean.</summary>
    internal static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Mean, and standard deviation divided by n.</summary>
    internal static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, Math.Sqrt(squares / values.Length));
    }

    private static double Median(double[] sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
