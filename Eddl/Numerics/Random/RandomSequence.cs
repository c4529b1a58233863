namespace DeepHealth.Numerics;

/// <summary>Random numbers addressed by position: number <c>i</c> of a stream is always the same, whoever asks, in whatever order.</summary>
/// <remarks>A stream is named by (seed, stream, step). Philox's counter is (position / 4, stream, step), its key the seed. There is no
/// hidden state to save: a resumed run draws the same numbers from the same step.</remarks>
/// <param name="seed">Seed of the run.</param>
/// <param name="stream">What the numbers are for, such as the index of an op or of a parameter.</param>
/// <param name="step">When they are drawn, such as the training step or the epoch.</param>
public readonly struct RandomSequence(ulong seed, uint stream, uint step = 0)
{
    private readonly ulong _seed = seed;
    private readonly uint _stream = stream;
    private readonly uint _step = step;

    /// <summary>Random word at a position.</summary>
    public uint Bits(long position)
    {
        (uint x0, uint x1, uint x2, uint x3) = Block(position >> 2);
        return (position & 3) switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
    }

    /// <summary>The four words of positions <c>4·block … 4·block + 3</c>.</summary>
    public (uint X0, uint X1, uint X2, uint X3) Block(long block)
        => Philox.Block((uint)block, (uint)(block >> 32), _stream, _step, (uint)_seed, (uint)(_seed >> 32));

    /// <summary>Random words of positions <c>4·firstBlock</c> and following, faster than one by one.</summary>
    /// <param name="firstBlock">First block of four positions.</param>
    /// <param name="words">Destination.</param>
    public void FillBits(long firstBlock, Span<uint> words)
    {
        int position = 4 * PhiloxLanes.Fill((ulong)firstBlock, _stream, _step, _seed, words);
        for (; position < words.Length; position++)
        {
            words[position] = Bits((4 * firstBlock) + position);
        }
    }

    /// <summary>Uniform number in [0, 1) with 24 random bits.</summary>
    public float Uniform(long position) => ToUniform(Bits(position));

    /// <summary>Uniform number in [0, 1) with 53 random bits, from words <c>2·position</c> and <c>2·position + 1</c>.</summary>
    public double UniformDouble(long position)
        => ((((ulong)Bits(2 * position) << 32) | Bits((2 * position) + 1)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whole number from 0 to <paramref name="bound"/> - 1, each equally likely to within 2^-32.</summary>
    /// <param name="position">Position in the stream.</param>
    /// <param name="bound">Number of outcomes, at least 1.</param>
    public int Integer(long position, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)(((ulong)Bits(position) * (uint)bound) >> 32);
    }

    /// <summary>Standard normal number (mean 0, standard deviation 1).</summary>
    /// <remarks>Box and Muller, 1958: positions <c>2k</c> and <c>2k + 1</c> are the cosine and sine part of one pair of uniforms.</remarks>
    public double Normal(long position)
    {
        (uint x0, uint x1, uint x2, uint x3) = Block(position >> 2);
        (uint a, uint b) = (position & 2) == 0 ? (x0, x1) : (x2, x3);
        (double cosine, double sine) = BoxMuller(a, b);
        return (position & 1) == 0 ? cosine : sine;
    }

    /// <summary>Fills positions 0, 1, … with uniform numbers in [low, high), all equal to <paramref name="low"/> where both are the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is below <paramref name="low"/>.</exception>
    public void FillUniform(Span<float> destination, float low = 0, float high = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);

        // Rounding may reach the upper bound, which does not belong to the range.
        float most = MathF.Max(low, MathF.BitDecrement(high));
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = MathF.Min(low + ((high - low) * Uniform(i)), most);
        }
    }

    /// <summary>Fills positions 0, 1, … with normal numbers.</summary>
    public void FillNormal(Span<float> destination, float mean = 0, float standardDeviation = 1)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = mean + (float)(standardDeviation * Normal(i));
        }
    }

    /// <summary>A random order of 0 … <c>destination.Length - 1</c> (Fisher and Yates).</summary>
    public void FillPermutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = i;
        }

        for (int i = destination.Length - 1; i > 0; i--)
        {
            int j = Integer(i, i + 1);
            (destination[i], destination[j]) = (destination[j], destination[i]);
        }
    }

    internal static float ToUniform(uint bits) => (bits >> 8) * (1f / (1 << 24));

    private static (double Cosine, double Sine) BoxMuller(uint a, uint b)
    {
        // The first uniform lies in (0, 1], so that its logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log((a + 1.0) / 4294967296.0));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * b / 4294967296.0);
        return (radius * cosine, radius * sine);
    }
}
