namespace DeepHealth.Ecvl.Signals;

/// <summary>Second-order filters around one frequency: removing it (notch) or passing only it (peak).</summary>
/// <remarks>
/// Orfanidis, "Introduction to signal processing", 1996, section 11.3. Quality is the frequency divided by the −3 dB bandwidth.
/// Equal to <c>scipy.signal.iirnotch</c> and <c>iirpeak</c>.
/// </remarks>
public static class ResonantFilter
{
    /// <summary>Removes a frequency, such as mains hum.</summary>
    /// <param name="frequencyHz">The frequency, above 0 and below half the rate.</param>
    /// <param name="quality">Frequency / bandwidth, above 0; 30 is usual.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Frequency or quality is out of range.</exception>
    public static SecondOrderSections Notch(double frequencyHz, double quality, double rateHz)
    {
        (double gain, double cosine) = Resonance(nameof(Notch), frequencyHz, quality, rateHz);
        return new SecondOrderSections([gain, -2 * gain * cosine, gain, 1, -2 * gain * cosine, (2 * gain) - 1]);
    }

    /// <summary>Passes a frequency and removes all others.</summary>
    /// <param name="frequencyHz">The frequency, above 0 and below half the rate.</param>
    /// <param name="quality">Frequency / bandwidth, above 0.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">Frequency or quality is out of range.</exception>
    public static SecondOrderSections Peak(double frequencyHz, double quality, double rateHz)
    {
        (double gain, double cosine) = Resonance(nameof(Peak), frequencyHz, quality, rateHz);
        return new SecondOrderSections([1 - gain, 0, gain - 1, 1, -2 * gain * cosine, (2 * gain) - 1]);
    }

    private static (double Gain, double Cosine) Resonance(string what, double frequencyHz, double quality, double rateHz)
    {
        if (!(rateHz > 0) || double.IsInfinity(rateHz) || !(frequencyHz > 0) || !(frequencyHz < rateHz / 2))
        {
            throw new ArgumentOutOfRangeException(nameof(frequencyHz), FormattableString.Invariant(
                $"ResonantFilter.{what}: the frequency {frequencyHz} Hz must be above 0 and below half the sampling rate of {rateHz} Hz."));
        }

        double angle = 2 * Math.PI * frequencyHz / rateHz;
        // Half the bandwidth must stay below a quarter turn, where the tangent ends.
        if (!(quality > angle / Math.PI) || double.IsInfinity(quality))
        {
            throw new ArgumentOutOfRangeException(nameof(quality), FormattableString.Invariant(
                $"ResonantFilter.{what}: the quality {quality} must be finite and above {angle / Math.PI}, the frequency as a fraction of half the rate."));
        }

        return (1 / (1 + Math.Tan(angle / (2 * quality))), Math.Cos(angle));
    }
}
