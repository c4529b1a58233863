using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Reads a region of a <see cref="RandomSequence"/> from front to back.</summary>
/// <remarks>Each purpose of a record owns a region of 2^40 words. A change in how many numbers one purpose takes leaves the others alone.</remarks>
internal sealed class RandomDraws
{
    /// <summary>Step of a subject's own draws. Records count from 0 and never reach it.</summary>
    public const uint SubjectStep = uint.MaxValue;

    /// <summary>Keeps these streams apart from those of a training run with the same seed; the letters are "ECG-synt".</summary>
    private const ulong SeedSalt = 0x4543472D73796E74;

    private readonly RandomSequence _sequence;
    private long _position;

    public RandomDraws(ulong seed, int subject, uint step, DrawPurpose purpose)
    {
        _sequence = new RandomSequence(seed ^ SeedSalt, (uint)subject, step);
        _position = (long)purpose << 40;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => _sequence.Bits(_position++) * (1.0 / 4294967296.0);

    /// <summary>Uniform in [low, high).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>Whole number from low to high, both included.</summary>
    public int Integer(int low, int high) => low + _sequence.Integer(_position++, high - low + 1);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>−1 or 1.</summary>
    public double Sign() => Chance(0.5) ? 1 : -1;

    /// <summary>Exponentially distributed with the given mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Uniform());

    /// <summary>Normal with the given mean and deviation, drawn anew until it lies in [low, high].</summary>
    public double Normal(double mean, double deviation, double low, double high)
    {
        while (true)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
            double value = mean + (deviation * radius * Math.Cos(2 * Math.PI * Uniform()));
            if (value >= low && value <= high)
            {
                return value;
            }
        }
    }

    /// <summary>Log-normal with the given median and deviation of the logarithm, within [low, high].</summary>
    public double LogNormal(double median, double spread, double low, double high)
        => Math.Exp(Normal(Math.Log(median), spread, Math.Log(low), Math.Log(high)));

    /// <summary>Fills with standard normal numbers, four per Philox block.</summary>
    public void FillNormal(Span<float> destination)
    {
        long block = (_position + 3) >> 2;
        for (int i = 0; i < destination.Length; i += 4, block++)
        {
            (uint a, uint b, uint c, uint d) = _sequence.Block(block);
            (float first, float second) = BoxMuller(a, b);
            (float third, float fourth) = BoxMuller(c, d);
            destination[i] = first;
            if (i + 3 < destination.Length)
            {
                destination[i + 1] = second;
                destination[i + 2] = third;
                destination[i + 3] = fourth;
                continue;
            }

            if (i + 1 < destination.Length)
            {
                destination[i + 1] = second;
            }

            if (i + 2 < destination.Length)
            {
                destination[i + 2] = third;
            }
        }

        _position = block << 2;
    }

    private static (float Cosine, float Sine) BoxMuller(uint a, uint b)
    {
        // (a + 1) / 2^32 lies in (0, 1], so that the logarithm is finite.
        float radius = MathF.Sqrt(-2 * MathF.Log((a + 1f) * (1f / 4294967296f)));
        (float sine, float cosine) = MathF.SinCos(b * (2 * MathF.PI / 4294967296f));
        return (radius * cosine, radius * sine);
    }
}
