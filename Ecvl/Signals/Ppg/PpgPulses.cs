namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds the pulses of a photoplethysmogram.</summary>
/// <remarks>Elgendi, Norton, Brearley, Abbott and Schuurmans, "Systolic Peak Detection in Acceleration Photoplethysmograms Measured from Emergency Responders in Tropical
/// Conditions", PLOS ONE 8, 2013: a mean over a peak exceeds that over a beat. Best values of the paper: 0.5 to 8 Hz, 111 and 667 ms, offset 2 %.</remarks>
public static class PpgPulses
{
    private const double PeakSeconds = 0.111;
    private const double BeatSeconds = 0.667;
    private const double Offset = 0.02;
    private const double RefractorySeconds = 0.3;
    private const double LeastRateHz = 20;

    /// <summary>Finds systolic peaks.</summary>
    /// <param name="ppg">The signal in any unit, pulses upwards, without NaN; at least two seconds.</param>
    /// <param name="rateHz">Samples per second, at least 20.</param>
    /// <returns>Samples of the peaks, rising.</returns>
    /// <exception cref="ArgumentException">The rate is too low, the signal too short, or a sample not finite.</exception>
    public static int[] Detect(ReadOnlySpan<double> ppg, double rateHz)
    {
        Check(ppg, rateHz);
        double[] wave = BeatEnergy.Band(ppg, 0.5, 8, rateHz);
        double[] energy = new double[wave.Length];
        double mean = 0;
        for (int i = 0; i < energy.Length; i++)
        {
            double up = Math.Max(wave[i], 0);
            energy[i] = up * up;
            mean += energy[i] / energy.Length;
        }

        double[] peak = BeatEnergy.MovingMean(energy, PeakSeconds, rateHz);
        double[] beat = BeatEnergy.MovingMean(energy, BeatSeconds, rateHz);
        List<int> peaks = [];
        int start = -1;
        for (int i = 0; i <= energy.Length; i++)
        {
            bool isInside = i < energy.Length && peak[i] > beat[i] + (Offset * mean);
            if (isInside && start < 0)
            {
                start = i;
            }
            else if (!isInside && start >= 0)
            {
                Add(peaks, wave, start, i, rateHz);
                start = -1;
            }
        }

        return [.. peaks];
    }

    /// <summary>Finds where pulses begin: the lowest sample before each peak, after the peak before.</summary>
    /// <param name="ppg">The signal.</param>
    /// <param name="rateHz">Samples per second, above 0.</param>
    /// <param name="peaks">Samples of systolic peaks, rising.</param>
    /// <returns>One sample per peak, rising; −1 for a first peak whose begin may lie before the signal.</returns>
    /// <exception cref="ArgumentException">A peak lies outside the signal or out of order.</exception>
    public static int[] Onsets(ReadOnlySpan<double> ppg, double rateHz, ReadOnlySpan<int> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        int[] onsets = new int[peaks.Length];
        int reach = Math.Max((int)(0.5 * rateHz), 1);
        for (int i = 0; i < onsets.Length; i++)
        {
            if (peaks[i] < 0 || peaks[i] >= ppg.Length || (i > 0 && peaks[i] <= peaks[i - 1]))
            {
                throw new ArgumentException($"PpgPulses: peak {i} is at sample {peaks[i]} of {ppg.Length}; peaks must rise and lie in the signal.", nameof(peaks));
            }

            int start = Math.Max(peaks[i] - reach, i > 0 ? peaks[i - 1] + 1 : 0);
            int lowest = start;
            for (int k = start; k < peaks[i]; k++)
            {
                // Of equals the last, where the rise begins.
                lowest = ppg[k] <= ppg[lowest] ? k : lowest;
            }

            onsets[i] = i == 0 && lowest == 0 ? -1 : lowest;
        }

        return onsets;
    }

    /// <summary>Mean pulse rate in beats per minute; NaN below two peaks.</summary>
    /// <param name="peaks">Samples of systolic peaks, rising.</param>
    /// <param name="rateHz">Samples per second, above 0.</param>
    public static double RateBpm(ReadOnlySpan<int> peaks, double rateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        return peaks.Length < 2 ? double.NaN : 60 * rateHz * (peaks.Length - 1) / (peaks[^1] - peaks[0]);
    }

    /// <summary>Refuses signals in which no pulse can be found.</summary>
    internal static void Check(ReadOnlySpan<double> ppg, double rateHz)
    {
        if (!(rateHz >= LeastRateHz) || double.IsInfinity(rateHz) || ppg.Length < 2 * rateHz)
        {
            throw new ArgumentException(FormattableString.Invariant($"PpgPulses: {ppg.Length} samples at {rateHz} Hz; at least two seconds at {LeastRateHz} Hz are needed."), nameof(ppg));
        }

        for (int i = 0; i < ppg.Length; i++)
        {
            if (!double.IsFinite(ppg[i]))
            {
                throw new ArgumentException($"PpgPulses: sample {i} is {ppg[i]}; fill gaps first.", nameof(ppg));
            }
        }
    }

    /// <summary>Takes the highest sample of a block that is as long as a peak, and not a second one within the refractory time.</summary>
    private static void Add(List<int> peaks, double[] wave, int start, int end, double rateHz)
    {
        if (end - start < PeakSeconds * rateHz)
        {
            return;
        }

        int best = start;
        for (int i = start; i < end; i++)
        {
            best = wave[i] > wave[best] ? i : best;
        }

        if (peaks.Count > 0 && best - peaks[^1] < RefractorySeconds * rateHz)
        {
            peaks[^1] = wave[best] > wave[peaks[^1]] ? best : peaks[^1];
        }
        else
        {
            peaks.Add(best);
        }
    }
}
