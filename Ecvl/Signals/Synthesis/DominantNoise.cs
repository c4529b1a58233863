namespace DeepHealth.Ecvl.Signals;

/// <summary>What makes a record unreadable: strong muscle activity, constant electrode movement, or lost contact.</summary>
internal static class DominantNoise
{
    /// <summary>Half of the recorder's input range, where a lost electrode drives the signal.</summary>
    private const double RailMv = 4.5;

    /// <summary>Adds the noise. At least two thirds of the record become unreadable.</summary>
    /// <param name="random">Kind, strength and places.</param>
    /// <param name="samples">Source of white noise.</param>
    /// <param name="rateHz">Sampling rate.</param>
    /// <param name="scratch">As long as the record; overwritten.</param>
    /// <param name="destination">Samples in millivolt.</param>
    public static void Add(RandomDraws random, RandomDraws samples, double rateHz, Span<float> scratch, Span<float> destination)
    {
        double choice = random.Uniform();
        double strength = random.LogNormal(0.75, 0.55, 0.2, 3);
        double seconds = destination.Length / rateHz;
        bool moving = choice is >= 0.4 and < 0.8;
        if (choice < 0.8)
        {
            // Moving fingers tense their muscles too, so that movement never comes alone.
            samples.FillNormal(scratch);
            BandNoise.Shape(scratch, random.Uniform(2, 8), random.Uniform(9, 40), rateHz);
            int count = (int)(random.Uniform(0.67, 1.2) * destination.Length);
            int from = (int)(random.Uniform() * Math.Max(0, destination.Length - count));
            double sigma = strength * (moving ? random.Uniform(0.05, 0.3) : 0.35);
            BandNoise.AddBurst(scratch, from, count, (int)(0.5 * rateHz), sigma, destination);
        }

        if (moving)
        {
            Movements.Add(random, random.Uniform(1.2, 4), 0.8 * strength, seconds, rateHz, destination);
        }

        if (choice >= 0.8)
        {
            LoseContact(random, samples, rateHz, scratch, destination);
            Movements.Add(random, random.Uniform(0.2, 1), 0.6 * strength, seconds, rateHz, destination);
        }
    }

    /// <summary>The electrode lifts off again and again: the heart disappears, the input drifts to a rail or to zero and picks up noise.</summary>
    private static void LoseContact(RandomDraws random, RandomDraws samples, double rateHz, Span<float> scratch, Span<float> destination)
    {
        samples.FillNormal(scratch);
        BandNoise.Shape(scratch, 1, random.Uniform(10, 60), rateHz);
        double settle = Math.Exp(-1 / (0.08 * rateHz));
        int position = (int)(random.Uniform(0, 2) * rateHz);
        while (position < destination.Length)
        {
            int end = Math.Min(destination.Length, position + (int)(random.Uniform(1.5, 6) * rateHz));
            double target = random.Chance(0.4) ? 0 : random.Sign() * random.Uniform(0.2, 1) * RailMv;
            double noise = random.LogNormal(0.08, 0.8, 0.01, 0.4);
            double value = destination[position];
            for (int i = position; i < end; i++)
            {
                value = target + (settle * (value - target));
                destination[i] = (float)(value + (noise * scratch[i]));
            }

            // Contact again: a decaying offset from where the input stood.
            for (int i = end; i < destination.Length && Math.Abs(value) > 1e-3; i++)
            {
                value *= Math.Exp(-1 / (0.3 * rateHz));
                destination[i] += (float)value;
            }

            position = end + (int)(random.Uniform(0.3, 2) * rateHz);
        }
    }
}
