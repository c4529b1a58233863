namespace DeepHealth.Ecvl.Signals;

/// <summary>Noise of a frequency band: muscle activity and electrode motion differ in little but their band.</summary>
internal static class BandNoise
{
    /// <summary>Turns white noise into noise of root mean square 1 in a band.</summary>
    /// <remarks>A one-pole high-pass and two one-pole low-passes: gentle slopes, as in surface electromyograms.</remarks>
    /// <param name="noise">White noise; overwritten.</param>
    /// <param name="lowHz">Corner of the high-pass.</param>
    /// <param name="highHz">Corner of the low-pass; at most 0.4 of the sampling rate is used.</param>
    /// <param name="rateHz">Sampling rate.</param>
    public static void Shape(Span<float> noise, double lowHz, double highHz, double rateHz)
    {
        float low = (float)(1 - Math.Exp(-2 * Math.PI * lowHz / rateHz));
        float high = (float)(1 - Math.Exp(-2 * Math.PI * Math.Min(highHz, 0.4 * rateHz) / rateHz));
        float slow = 0;
        float first = 0;
        float second = 0;
        double power = 0;
        for (int i = 0; i < noise.Length; i++)
        {
            slow += low * (noise[i] - slow);
            first += high * (noise[i] - slow - first);
            second += high * (first - second);
            noise[i] = second;
            power += (double)second * second;
        }

        Normalize(noise, power);
    }

    /// <summary>Turns white noise into noise of root mean square 1 around one frequency: a two-pole resonator.</summary>
    /// <param name="noise">White noise; overwritten.</param>
    /// <param name="centerHz">Frequency of the resonance.</param>
    /// <param name="bandHz">Width of the resonance at half power.</param>
    /// <param name="rateHz">Sampling rate.</param>
    public static void Resonate(Span<float> noise, double centerHz, double bandHz, double rateHz)
    {
        double radius = Math.Exp(-Math.PI * bandHz / rateHz);
        double feedback = 2 * radius * Math.Cos(2 * Math.PI * centerHz / rateHz);
        double last = 0;
        double before = 0;
        double power = 0;
        for (int i = 0; i < noise.Length; i++)
        {
            double value = noise[i] + (feedback * last) - (radius * radius * before);
            (last, before) = (value, last);
            noise[i] = (float)value;
            power += value * value;
        }

        Normalize(noise, power);
    }

    /// <summary>Adds noise with a height that changes linearly from one span end to the other and fades at both ends.</summary>
    /// <param name="noise">Noise of root mean square 1.</param>
    /// <param name="from">First sample.</param>
    /// <param name="count">Number of samples; cut at the end of the record.</param>
    /// <param name="fade">Samples over which the noise comes and goes.</param>
    /// <param name="sigma">Root mean square in millivolt.</param>
    /// <param name="destination">Samples in millivolt.</param>
    public static void AddBurst(ReadOnlySpan<float> noise, int from, int count, int fade, double sigma, Span<float> destination)
    {
        int end = Math.Min(from + count, destination.Length);
        for (int i = from; i < end; i++)
        {
            double edge = Math.Min(1, (Math.Min(i - from, from + count - 1 - i) + 1.0) / (fade + 1.0));
            destination[i] += (float)(sigma * edge) * noise[i];
        }
    }

    private static void Normalize(Span<float> noise, double power)
    {
        float scale = power > 0 ? (float)(1 / Math.Sqrt(power / noise.Length)) : 0;
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] *= scale;
        }
    }
}
