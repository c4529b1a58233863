namespace DeepHealth.Ecvl.Signals;

/// <summary>Checks what R-peak detectors are given.</summary>
internal static class DetectorInput
{
    private const double LeastRateHz = 50;

    /// <summary>Refuses signals that no detector can work on.</summary>
    public static void Check(string detector, ReadOnlySpan<double> ecg, double rateHz)
    {
        if (!(rateHz >= LeastRateHz) || double.IsInfinity(rateHz))
        {
            throw new ArgumentException($"{detector}: the rate is {rateHz} Hz; R peaks need at least {LeastRateHz} Hz.", nameof(rateHz));
        }

        if (ecg.Length < rateHz)
        {
            throw new ArgumentException($"{detector}: {ecg.Length} samples at {rateHz} Hz are less than a second; more are needed.", nameof(ecg));
        }

        for (int i = 0; i < ecg.Length; i++)
        {
            if (!double.IsFinite(ecg[i]))
            {
                throw new ArgumentException($"{detector}: sample {i} is {ecg[i]}; fill gaps first.", nameof(ecg));
            }
        }
    }
}
