namespace DeepHealth.Ecvl.Signals;

/// <summary>Generates pulse waves whose beats are known.</summary>
/// <remarks>A pulse is two bells, the systolic wave and its echo (Allen, "Photoplethysmography and its application in clinical physiological measurement",
/// Physiological Measurement 28, 2007, describes the shape). Intervals and level swing with breathing at 0.25 Hz. Equal options give equal bits.</remarks>
public static class PpgSynthesizer
{
    private const double BreathHz = 0.25;
    private const double SystolicWidth = 0.09;
    private const double EchoSeconds = 0.3;
    private const double EchoWidth = 0.11;
    private const double Reach = 5;

    /// <summary>Generates a record.</summary>
    /// <param name="options">What it is like.</param>
    /// <exception cref="ArgumentOutOfRangeException">Rate, variability or echo is out of range.</exception>
    public static SyntheticPpg Generate(PpgSynthesisOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options.PulseBpm, 30, 220, "the pulse rate");
        Check(options.Variability, 0, 0.3, "the variability");
        Check(options.Dicrotic, 0, 0.8, "the dicrotic share");
        double[] samples = new double[(int)Math.Round(options.Seconds * options.RateHz)];
        var random = new RandomDraws(0, options.Seed, 0, DrawPurpose.NoiseSamples);
        float[] noise = new float[samples.Length];
        random.FillNormal(noise);
        double phase = 2 * Math.PI * random.Uniform();
        for (int i = 0; i < samples.Length; i++)
        {
            double breath = Math.Sin((2 * Math.PI * BreathHz * i / options.RateHz) + phase);
            samples[i] = options.Dc + (options.Wander * breath) + (options.Noise * noise[i]);
        }

        List<double> peaks = [];
        double interval = 60 / options.PulseBpm;
        double time = -interval * (1 + random.Uniform());
        while (time < options.Seconds + interval)
        {
            double beat = interval * (1 + (options.Variability * Math.Sin((2 * Math.PI * BreathHz * time) + phase)));

            // Waves follow the root of the interval, as the ejection of the heart does.
            double stretch = Math.Sqrt(beat);
            AddBell(samples, time, SystolicWidth * stretch, options.Ac, options.RateHz);
            AddBell(samples, time + (EchoSeconds * stretch), EchoWidth * stretch, options.Ac * options.Dicrotic, options.RateHz);
            if (time >= 0 && time < options.Seconds)
            {
                peaks.Add(time);
            }

            time += beat;
        }

        return new SyntheticPpg(options.RateHz, samples, [.. peaks]);
    }

    private static void AddBell(double[] samples, double centre, double width, double height, double rateHz)
    {
        int first = (int)Math.Clamp((centre - (Reach * width)) * rateHz, 0, samples.Length);
        int end = (int)Math.Clamp((centre + (Reach * width)) * rateHz, first, samples.Length);
        for (int i = first; i < end; i++)
        {
            double from = ((i / rateHz) - centre) / width;
            samples[i] += height * Math.Exp(-0.5 * from * from);
        }
    }

    private static void Check(double value, double least, double most, string what)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(nameof(value), FormattableString.Invariant($"PpgSynthesizer: {what} is {value}; it must be from {least} to {most}."));
        }
    }
}
