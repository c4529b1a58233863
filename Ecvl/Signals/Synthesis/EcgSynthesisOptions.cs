namespace DeepHealth.Ecvl.Signals;

/// <summary>How generated ECG records are sampled.</summary>
public sealed class EcgSynthesisOptions
{
    /// <summary>Checks and keeps the options.</summary>
    /// <param name="rateHz">Sampling rate, 50 to 5000 Hz; the challenge of 2017 used 300.</param>
    /// <param name="seconds">Length of a record, 2 to 3600 s; most records of the challenge last 30.</param>
    /// <param name="noiseScale">Factor on the noise of all classes but <see cref="HeartRhythm.Noise"/>, 0 to 10; 0 gives clean signals.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    public EcgSynthesisOptions(double rateHz = 300, double seconds = 30, double noiseScale = 1)
    {
        Check(rateHz, 50, 5000, nameof(rateHz), "Hz");
        Check(seconds, 2, 3600, nameof(seconds), "s");
        Check(noiseScale, 0, 10, nameof(noiseScale), "times the usual noise");
        RateHz = rateHz;
        Seconds = seconds;
        NoiseScale = noiseScale;
    }

    /// <summary>Sampling rate in Hz.</summary>
    public double RateHz { get; }

    /// <summary>Length of a record in seconds.</summary>
    public double Seconds { get; }

    /// <summary>Factor on the noise of all classes but <see cref="HeartRhythm.Noise"/>.</summary>
    public double NoiseScale { get; }

    /// <summary>Samples of a record: rate times length, rounded.</summary>
    public int SampleCount => (int)Math.Round(RateHz * Seconds);

    private static void Check(double value, double low, double high, string name, string unit)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(name, value, $"EcgSynthesisOptions: {name} is {value} {unit}, but must lie from {low} to {high}.");
        }
    }
}
