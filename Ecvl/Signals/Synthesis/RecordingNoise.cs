namespace DeepHealth.Ecvl.Signals;

/// <summary>What a hand-held recorder adds to every record: baseline wander, switching-on transient, muscle noise, mains hum, movements.</summary>
internal static class RecordingNoise
{
    /// <summary>Mains hum at or above this share of the sampling rate is left out: a recorder's anti-alias filter removes it.</summary>
    private const double HumLimit = 0.45;

    /// <summary>Adds the noise of one record.</summary>
    /// <param name="subject">Noise level, respiration and mains frequency.</param>
    /// <param name="record">Number of the record.</param>
    /// <param name="scale">Factor on everything; 0 adds nothing.</param>
    /// <param name="rateHz">Sampling rate.</param>
    /// <param name="scratch">As long as the record; overwritten.</param>
    /// <param name="destination">Samples in millivolt.</param>
    public static void Add(EcgSubject subject, int record, double scale, double rateHz, Span<float> scratch, Span<float> destination)
    {
        if (scale == 0)
        {
            return;
        }

        double level = scale * subject.NoiseLevel;
        AddBaseline(Draws(subject, record, DrawPurpose.Baseline), subject.RespirationHz, level, rateHz, destination);
        AddMuscle(subject, record, level, rateHz, scratch, destination);
        RandomDraws random = Draws(subject, record, DrawPurpose.Artefacts);
        AddHum(random, subject.MainsHz, level, rateHz, destination);
        AddSwitchOn(random, scale, rateHz, destination);
        double seconds = destination.Length / rateHz;
        Movements.Add(random, random.Exponential(0.05) * level, medianMv: 0.35 * Math.Sqrt(level), seconds, rateHz, destination);
    }

    private static RandomDraws Draws(EcgSubject subject, int record, DrawPurpose purpose)
        => new(subject.Seed, subject.Number, (uint)record, purpose);

    /// <summary>Respiration and slow electrode drift: five sines of 0.03 to 0.6 Hz with heights of about 1/f.</summary>
    private static void AddBaseline(RandomDraws random, double respirationHz, double level, double rateHz, Span<float> destination)
    {
        double respiration = level * random.LogNormal(0.035, 0.6, 0.005, 0.2);
        AddSine(new Oscillator(respirationHz, rateHz, random.Uniform(0, 2 * Math.PI)), respiration, destination);
        double drift = level * random.LogNormal(0.035, 0.6, 0.005, 0.2);
        for (int i = 0; i < 4; i++)
        {
            double hz = 0.03 * Math.Pow(20, random.Uniform());
            double height = drift * Math.Min(2, 0.15 / hz);
            AddSine(new Oscillator(hz, rateHz, random.Uniform(0, 2 * Math.PI)), height, destination);
        }
    }

    private static void AddSine(Oscillator sine, double height, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] += (float)(height * sine.Next());
        }
    }

    /// <summary>Muscle noise throughout, in some records a stronger burst of one to ten seconds, in three of ten tremor of the hands (4-10 Hz).</summary>
    /// <remarks>Tremor lies where fibrillatory waves do, so that the spectrum alone does not tell fibrillation.</remarks>
    private static void AddMuscle(EcgSubject subject, int record, double level, double rateHz, Span<float> scratch, Span<float> destination)
    {
        RandomDraws random = Draws(subject, record, DrawPurpose.Muscle);
        Draws(subject, record, DrawPurpose.MuscleSamples).FillNormal(scratch);
        BandNoise.Shape(scratch, random.Uniform(4, 15), random.Uniform(20, 55), rateHz);
        double sigma = level * random.LogNormal(0.03, 0.5, 0.006, 0.1);
        BandNoise.AddBurst(scratch, 0, destination.Length, 0, sigma, destination);
        if (random.Chance(Math.Min(0.3 * level, 0.6)))
        {
            int count = (int)(random.Uniform(1, 10) * rateHz);
            int from = (int)(random.Uniform() * destination.Length);
            BandNoise.AddBurst(scratch, from, count, (int)(0.3 * rateHz), level * random.Uniform(0.06, 0.25), destination);
        }

        if (random.Chance(0.3))
        {
            Draws(subject, record, DrawPurpose.TremorSamples).FillNormal(scratch);
            BandNoise.Resonate(scratch, random.Uniform(4, 10), random.Uniform(0.3, 1.5), rateHz);
            BandNoise.AddBurst(scratch, 0, destination.Length, 0, level * random.LogNormal(0.02, 0.5, 0.005, 0.08), destination);
        }
    }

    private static void AddHum(RandomDraws random, double mainsHz, double level, double rateHz, Span<float> destination)
    {
        double height = level * random.LogNormal(0.006, 0.8, 0.001, 0.06);
        double phase = random.Uniform(0, 2 * Math.PI);
        if (mainsHz < HumLimit * rateHz)
        {
            AddSine(new Oscillator(mainsHz, rateHz, phase), height, destination);
        }
    }

    /// <summary>The amplifier settles after the fingers touch the electrodes: up to 0.5 s of decay in six of ten records.</summary>
    private static void AddSwitchOn(RandomDraws random, double scale, double rateHz, Span<float> destination)
    {
        bool present = random.Chance(0.6);
        double value = scale * random.Sign() * random.Uniform(0.1, 1.1);
        double decay = Math.Exp(-1 / (random.Uniform(0.1, 0.5) * rateHz));
        for (int i = 0; present && i < destination.Length && Math.Abs(value) > 1e-4; i++)
        {
            destination[i] += (float)value;
            value *= decay;
        }
    }
}
