using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Figures that tell how good a stretch of electrocardiogram is.</summary>
/// <remarks>Li, Mark and Clifford, "Robust heart rate estimation from multiple asynchronous noisy sources using signal quality indices and a Kalman
/// filter", Physiological Measurement 29, 2008; Zhao and Zhang, "SQI Quality Evaluation Mechanism of Single-Lead ECG Signal", Frontiers in
/// Physiology 9, 2018. The mean is taken out before spectra, so that the electrode's offset does not count. Not rounded.</remarks>
/// <param name="QSqi">Agreement of two detectors within a tolerance (also named bSQI): twice the pairs over all beats, 0 to 1; 0 where one finds none.</param>
/// <param name="CSqi">Standard deviation (n − 1) of the intervals over their mean; NaN below two intervals.</param>
/// <param name="SSqi">Skewness: the third central moment over the cube of the deviation (n − 1). 0 for a constant.</param>
/// <param name="KSqi">Kurtosis less 3: the fourth central moment over the fourth power of the deviation (n − 1), less 3. 0 for a constant.</param>
/// <param name="PSqi">Sum of spectral magnitudes from 5 to 15 Hz over that from 5 to 40 Hz; 0 without any.</param>
/// <param name="BasSqi">1 less the sum of spectral magnitudes up to 1 Hz over that up to 40 Hz; 0 without any.</param>
/// <param name="QrsPower">As <paramref name="PSqi"/>, of squares: the share of power in the band of QRS complexes.</param>
/// <param name="BaselinePower">As <paramref name="BasSqi"/>, of squares: 1 less the share of power in drift.</param>
public readonly record struct SignalQualityIndices(double QSqi, double CSqi, double SSqi, double KSqi, double PSqi, double BasSqi, double QrsPower, double BaselinePower)
{
    /// <summary>Measures a stretch.</summary>
    /// <param name="ecg">The samples, in any unit, without NaN; at least a second.</param>
    /// <param name="rateHz">Samples per second, at least 80.</param>
    /// <param name="first">Beats by one detector, rising, counted from the first sample.</param>
    /// <param name="second">Beats by another detector.</param>
    /// <param name="toleranceSeconds">Greatest distance of beats that agree, at least 0.</param>
    /// <exception cref="ArgumentException">The rate is too low for 40 Hz, or the signal shorter than a second.</exception>
    public static SignalQualityIndices Of(
        ReadOnlySpan<double> ecg, double rateHz, ReadOnlySpan<int> first, ReadOnlySpan<int> second, double toleranceSeconds = BeatComparison.StandardToleranceSeconds)
    {
        if (!(rateHz >= 80) || double.IsInfinity(rateHz) || ecg.Length < rateHz)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"SignalQualityIndices: {ecg.Length} samples at {rateHz} Hz; at least a second at 80 Hz is needed, as powers up to 40 Hz count."), nameof(ecg));
        }

        BeatComparison pairs = BeatComparison.Compare(first, second, rateHz, toleranceSeconds);
        (double skewness, double kurtosis) = Moments(ecg, out double mean);
        (double p, double bas, double pPower, double basPower) = Shares(ecg, mean, rateHz);
        return new SignalQualityIndices(double.IsNaN(pairs.F1) ? 0 : pairs.F1, Variation(first), skewness, kurtosis, p, bas, pPower, basPower);
    }

    private static double Variation(ReadOnlySpan<int> beats)
    {
        int n = beats.Length - 1;
        if (n < 2)
        {
            return double.NaN;
        }

        double mean = (double)(beats[^1] - beats[0]) / n;
        double squares = 0;
        for (int i = 0; i < n; i++)
        {
            double from = beats[i + 1] - beats[i] - mean;
            squares += from * from;
        }

        return Math.Sqrt(squares / (n - 1)) / mean;
    }

    private static (double Skewness, double Kurtosis) Moments(ReadOnlySpan<double> ecg, out double mean)
    {
        double sum = 0;
        double largest = 0;
        foreach (double x in ecg)
        {
            sum += x;
            largest = Math.Max(largest, Math.Abs(x));
        }

        mean = sum / ecg.Length;
        double second = 0;
        double third = 0;
        double fourth = 0;
        foreach (double x in ecg)
        {
            double from = x - mean;
            double square = from * from;
            second += square;
            third += square * from;
            fourth += square * square;
        }

        double n = ecg.Length;
        double deviation = Math.Sqrt(second / (n - 1));

        // Below this, deviations are rounding of a constant.
        return deviation <= 1e-13 * largest
            ? (0, 0)
            : (third / n / (deviation * deviation * deviation), (fourth / n / (deviation * deviation * deviation * deviation)) - 3);
    }

    private static (double P, double Bas, double PPower, double BasPower) Shares(ReadOnlySpan<double> ecg, double mean, double rateHz)
    {
        double[] centred = new double[ecg.Length];
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = ecg[i] - mean;
        }

        var transform = new RealFft(centred.Length);
        var spectrum = new Complex[transform.Bins];
        transform.Forward(centred, spectrum);
        Span<double> magnitude = stackalloc double[4];
        Span<double> power = stackalloc double[4];
        for (int k = 0; k < spectrum.Length; k++)
        {
            double hz = k * rateHz / centred.Length;
            double square = (spectrum[k].Real * spectrum[k].Real) + (spectrum[k].Imaginary * spectrum[k].Imaginary);
            double size = Math.Sqrt(square);
            Count(magnitude, hz, size);
            Count(power, hz, square);
        }

        return (Share(magnitude[0], magnitude[1], 0), 1 - Share(magnitude[2], magnitude[3], 1), Share(power[0], power[1], 0), 1 - Share(power[2], power[3], 1));
    }

    private static void Count(Span<double> sums, double hz, double value)
    {
        sums[0] += hz is >= 5 and <= 15 ? value : 0;
        sums[1] += hz is >= 5 and <= 40 ? value : 0;
        sums[2] += hz <= 1 ? value : 0;
        sums[3] += hz <= 40 ? value : 0;
    }

    private static double Share(double part, double whole, double none) => whole > 0 ? part / whole : none;
}
