namespace DeepHealth.Ecvl.Signals;

/// <summary>Electrode movements: the skin contact potential jumps and decays, or swings out and back.</summary>
internal static class Movements
{
    /// <summary>Adds movements at random times.</summary>
    /// <param name="random">Times, heights and shapes.</param>
    /// <param name="perSecond">Mean number per second (a Poisson process).</param>
    /// <param name="medianMv">Median height in millivolt.</param>
    /// <param name="seconds">Length of the record.</param>
    /// <param name="rateHz">Sampling rate.</param>
    /// <param name="destination">Samples in millivolt.</param>
    public static void Add(RandomDraws random, double perSecond, double medianMv, double seconds, double rateHz, Span<float> destination)
    {
        if (!(perSecond > 0))
        {
            return;
        }

        for (double time = random.Exponential(1 / perSecond); time < seconds; time += random.Exponential(1 / perSecond))
        {
            double height = random.Sign() * random.LogNormal(medianMv, 0.6, medianMv / 5, medianMv * 5);
            double width = random.LogNormal(0.12, 0.7, 0.02, 0.6);
            if (random.Chance(0.5))
            {
                AddJump(time, height, width, random.Uniform(0.15, 0.6), rateHz, destination);
            }
            else
            {
                EcgWave swing = new(height, 0, width);
                EcgWave back = new(-random.Uniform(0, 0.8) * height, 2.2 * width, 1.2 * width);
                BeatRenderer.AddWave(swing, time, interval: 1, gain: 1, rateHz, destination);
                BeatRenderer.AddWave(back, time, interval: 1, gain: 1, rateHz, destination);
            }
        }
    }

    /// <summary>Rises within <paramref name="rise"/> seconds and decays exponentially.</summary>
    private static void AddJump(double time, double height, double rise, double decaySeconds, double rateHz, Span<float> destination)
    {
        int first = (int)Math.Ceiling(time * rateHz);
        double toward = 1 - Math.Exp(-4 / (rise * rateHz));
        double decay = Math.Exp(-1 / (decaySeconds * rateHz));
        double drive = height;
        double value = 0;
        for (int i = first; i < destination.Length && Math.Abs(drive) > 1e-3; i++)
        {
            value += toward * (drive - value);
            drive *= decay;
            destination[i] += (float)value;
        }
    }
}
