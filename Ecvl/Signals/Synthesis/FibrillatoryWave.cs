namespace DeepHealth.Ecvl.Signals;

/// <summary>The atrial signal during fibrillation: a sawtooth whose height and frequency swing.</summary>
/// <remarks>Stridh and Sörnmo 2001, simulated f waves: <c>y = −Σ a_m sin(m θ)</c>, m = 1 … 5,
/// <c>a_m = 2/(mπ) · (a + Δa sin 2π fa t)</c>, <c>θ = 2π f0 t + (Δf / ff) sin 2π ff t</c>.</remarks>
internal static class FibrillatoryWave
{
    private const int Harmonics = 5;

    /// <summary>Adds the waves.</summary>
    /// <param name="random">Draws the phases and the frequency of this record, within 10 % of the subject's.</param>
    /// <param name="atrium">Parameters of the subject.</param>
    /// <param name="rateHz">Sampling rate.</param>
    /// <param name="destination">Samples in millivolt.</param>
    public static void Add(RandomDraws random, AtrialFibrillationParameters atrium, double rateHz, Span<float> destination)
    {
        double baseHz = Math.Clamp(atrium.ImpulseRateHz * random.Uniform(0.9, 1.1), 4, 9);
        double amplitude = atrium.WaveAmplitudeMv * random.Uniform(0.7, 1.4);
        Oscillator swing = new(atrium.AmplitudeModulationHz, rateHz, random.Uniform(0, 2 * Math.PI));
        Oscillator chirp = new(atrium.FrequencyModulationHz, rateHz, random.Uniform(0, 2 * Math.PI));
        double deviation = atrium.FrequencyDeviationHz / atrium.FrequencyModulationHz;
        double start = random.Uniform(0, 2 * Math.PI);
        double step = 2 * Math.PI * baseHz / rateHz;
        int harmonics = Math.Clamp((int)(0.45 * rateHz / baseHz), 1, Harmonics);
        for (int i = 0; i < destination.Length; i++)
        {
            double theta = start + (step * i) + (deviation * chirp.Next());
            (double sine, double cosine) = Math.SinCos(theta);
            double height = amplitude * (1 + (atrium.AmplitudeModulation * swing.Next())) * (2 / Math.PI);
            // sin((m + 1) θ) = 2 cos θ · sin(m θ) − sin((m − 1) θ)
            double sum = 0;
            double before = 0;
            double current = sine;
            for (int m = 1; m <= harmonics; m++)
            {
                sum += current / m;
                (before, current) = (current, (2 * cosine * current) - before);
            }

            destination[i] -= (float)(height * sum);
        }
    }
}
