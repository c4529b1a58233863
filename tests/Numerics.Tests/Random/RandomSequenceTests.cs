using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class RandomSequenceTests
{
    private const int Count = 200_000;

    [Fact]
    public void The_words_are_those_of_the_counter_stream_and_step_under_the_key_of_the_seed()
    {
        RandomSequence random = new(seed: 0x0000_0007_0000_0005, stream: 11, step: 13);
        (uint X0, uint X1, uint X2, uint X3) block = Philox.Block(2, 1, 11, 13, 5, 7);
        long position = 4 * ((1L << 32) + 2);
        Assert.Equal(block, random.Block(position / 4));
        Assert.Equal([block.X0, block.X1, block.X2, block.X3], Enumerable.Range(0, 4).Select(i => random.Bits(position + i)));
    }

    [Fact]
    public void A_number_depends_on_its_position_alone()
    {
        RandomSequence random = new(42, 1);
        float[] all = new float[101];
        random.FillUniform(all);
        float[] normals = new float[101];
        random.FillNormal(normals);
        for (int i = all.Length - 1; i >= 0; i--)
        {
            Assert.Equal(all[i], random.Uniform(i));
            Assert.Equal(normals[i], (float)random.Normal(i));
        }
    }

    [Fact]
    public void Seeds_streams_and_steps_name_different_sequences()
    {
        uint[] first = [.. new RandomSequence[] { new(1, 1, 1), new(2, 1, 1), new(1, 2, 1), new(1, 1, 2), new(1UL << 32, 1, 1) }.Select(r => r.Bits(0))];
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Uniform_numbers_lie_in_range_with_the_moments_of_the_uniform_distribution()
    {
        RandomSequence random = new(3, 0);
        double sum = 0, squares = 0, sumDouble = 0;
        for (int i = 0; i < Count; i++)
        {
            double x = random.Uniform(i);
            Assert.InRange(x, 0, 1 - Math.Pow(2, -24));
            sum += x;
            squares += x * x;
            double y = random.UniformDouble(i);
            Assert.InRange(y, 0, 1 - Math.Pow(2, -53));
            sumDouble += y;
        }

        // Standard error of the mean: sqrt(1/12/Count) = 6.5e-4; of the second moment 6.7e-4. Four of them.
        Assert.Equal(0.5, sum / Count, 2.6e-3);
        Assert.Equal(1 / 3.0, squares / Count, 2.7e-3);
        Assert.Equal(0.5, sumDouble / Count, 2.6e-3);
    }

    [Theory]
    [InlineData(-2, 3)]
    [InlineData(1_000_000, 1_000_001)]
    [InlineData(16_777_216, 16_777_218)]
    [InlineData(5, 5)]
    public void Filled_uniform_numbers_stay_below_the_upper_bound(float low, float high)
    {
        float[] values = new float[5000];
        new RandomSequence(1, 1).FillUniform(values, low, high);
        Assert.DoesNotContain(values, value => value < low || (value >= high && low < high));
    }

    [Fact]
    public void Bounds_in_the_wrong_order_are_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSequence(1, 1).FillUniform(new float[2], 2, 1));

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        RandomSequence random = new(5, 0);
        double[] sums = new double[5];
        double products = 0;
        for (int i = 0; i < Count; i++)
        {
            double x = random.Normal(i);
            double power = 1;
            for (int p = 1; p <= 4; p++)
            {
                sums[p] += power *= x;
            }

            products += x * random.Normal(i ^ 1);
        }

        // Standard errors are sqrt(v / Count) with v = 1, 2, 15, 96 and 1 (2 for each pair is counted twice). Four of them.
        Assert.Equal(0, sums[1] / Count, 4 * Math.Sqrt(1.0 / Count));
        Assert.Equal(1, sums[2] / Count, 4 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0, sums[3] / Count, 4 * Math.Sqrt(15.0 / Count));
        Assert.Equal(3, sums[4] / Count, 4 * Math.Sqrt(96.0 / Count));
        Assert.Equal(0, products / Count, 4 * Math.Sqrt(2.0 / Count));
    }

    [Fact]
    public void Normal_numbers_follow_the_normal_distribution_function()
    {
        double[] values = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            values[i] = new RandomSequence(9, 4, 2).Normal(i);
        }

        // Kolmogorov and Smirnov: sqrt(n)·D exceeds 1.95 with probability 0.001.
        Array.Sort(values);
        double worst = 0;
        for (int i = 0; i < Count; i++)
        {
            double expected = NormalDistribution(values[i]);
            worst = Math.Max(worst, Math.Max(expected - ((double)i / Count), ((i + 1.0) / Count) - expected));
        }

        Assert.InRange(worst * Math.Sqrt(Count), 0, 1.95);
    }

    [Fact]
    public void Filled_normal_numbers_have_the_given_mean_and_deviation()
    {
        float[] values = new float[Count];
        new RandomSequence(6, 0).FillNormal(values, mean: 3, standardDeviation: 0.5f);
        double mean = values.Average(value => (double)value);
        Assert.Equal(3, mean, 0.0045);
        Assert.Equal(0.25, values.Average(value => (value - mean) * (value - mean)), 0.0032);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    public void Whole_numbers_below_a_bound_are_equally_likely(int bound)
    {
        RandomSequence random = new(8, 8);
        int[] counts = new int[bound];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.Integer(i, bound)]++;
        }

        // Each count is binomial: five standard deviations.
        double expected = 70_000.0 / bound;
        Assert.All(counts, count => Assert.InRange(count, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected))));
        Assert.InRange(random.Integer(0, int.MaxValue), 0, int.MaxValue - 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Integer(0, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void A_permutation_holds_every_number_once(int length)
    {
        int[] order = new int[length];
        new RandomSequence(1, 2).FillPermutation(order);
        Assert.Equal(Enumerable.Range(0, length), order.Order());
    }

    [Fact]
    public void All_orders_of_three_are_equally_likely()
    {
        Dictionary<(int, int, int), int> counts = [];
        int[] order = new int[3];
        for (uint step = 0; step < 12_000; step++)
        {
            new RandomSequence(4, 4, step).FillPermutation(order);
            (int, int, int) key = (order[0], order[1], order[2]);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1790, 2210));
    }

    // Abramowitz and Stegun 26.2.17, error below 7.5e-8.
    private static double NormalDistribution(double x)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }
}
