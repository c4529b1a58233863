using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class InitializerTests
{
    private const int Inputs = 300;
    private const int Units = 200;

    public static TheoryData<string, double, bool> Scaled => new()
    {
        { "HeNormal", 2.0 / Inputs, true },
        { "HeUniform", 2.0 / Inputs, false },
        { "GlorotNormal", 2.0 / (Inputs + Units), true },
        { "GlorotUniform", 2.0 / (Inputs + Units), false },
        { "LecunNormal", 1.0 / Inputs, true },
    };

    [Theory]
    [MemberData(nameof(Scaled))]
    public void Moments_are_those_of_the_documented_distribution(string name, double variance, bool normal)
    {
        double[] values = Draw((Initializer)typeof(Initializer).GetProperty(name)!.GetValue(null)!, seed: 1);

        RequireMoments(values, 0, variance, normal ? 3 : 1.8);
        if (!normal)
        {
            double limit = Math.Sqrt(3 * variance);
            Assert.All(values, value => Assert.InRange(value, -limit, limit));
            Assert.True(values.Max() > 0.99 * limit && values.Min() < -0.99 * limit);
        }
    }

    [Fact]
    public void Normal_has_the_given_mean_and_deviation()
        => RequireMoments(Draw(Initializer.Normal(3, 0.5f), seed: 2), 3, 0.25, 3);

    [Fact]
    public void Constants_are_constant()
    {
        Assert.All(Draw(Initializer.Zeros, 1), value => Assert.Equal(0, value));
        Assert.All(Draw(Initializer.Ones, 1), value => Assert.Equal(1, value));
        Assert.All(Draw(Initializer.Constant(-2.5f), 1), value => Assert.Equal(-2.5, value));
    }

    [Fact]
    public void Convolutions_count_the_kernel_and_the_group_among_their_connections()
    {
        Conv2D layer = new(64, 3, groups: 4);
        layer.Build([128, 8, 8], seed: 3);

        // 128/4 channels · 9 cells.
        RequireMoments(Array.ConvertAll(layer.Weight.ToArray(), value => (double)value), 0, 2.0 / (32 * 9), 3);
        Assert.Equal(new Fans(6, 4), Fans.OfConvolution([2, 3, 2]));
    }

    [Fact]
    public void One_seed_gives_one_set_of_bits_on_every_device()
    {
        float[] values = Network(7, TestDevices.Cpu(1)).Values.ToArray();

        Assert.Equal(values, Network(7, TestDevices.Cpu(3)).Values.ToArray());
        Assert.Equal(values, Network(7, Device.Reference).Values.ToArray());
        Assert.NotEqual(values, Network(8, TestDevices.Cpu(1)).Values.ToArray());
    }

    [Fact]
    public void Parameters_are_independent_of_each_other()
    {
        ParameterArena arena = new Sequential(new Dense(100, bias: false), new Dense(100, bias: false)).Build([100], seed: 5);
        double[] a = Array.ConvertAll(arena.Parameters[0].Value.ToArray(), value => (double)value);
        double[] b = Array.ConvertAll(arena.Parameters[1].Value.ToArray(), value => (double)value);

        double correlation = a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));
        double lagged = a.Skip(1).Zip(a, (x, y) => x * y).Sum() / a.Sum(x => x * x);

        // The deviation of the correlation of 10,000 pairs is 0.01.
        Assert.InRange(correlation, -0.05, 0.05);
        Assert.InRange(lagged, -0.05, 0.05);
    }

    [Fact]
    public void A_parameter_keeps_its_values_when_others_follow()
    {
        float[] alone = new Sequential(new Dense(8)).Build([4], seed: 5).Parameters[0].Value.ToArray();
        float[] first = new Sequential(new Dense(8), new Dense(3)).Build([4], seed: 5).Parameters[0].Value.ToArray();

        Assert.Equal(alone, first);
    }

    [Fact]
    public void Initializers_that_scale_need_the_connections()
        => Assert.Contains("fan-in 0", Assert.Throws<ArgumentException>(
            () => Initializer.HeNormal.Fill(new float[3], new RandomSequence(1, 1), default)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parameters_of_the_arena_do_not_overlap_and_start_on_cache_lines()
    {
        ParameterArena arena = Network(1, Device.Cpu);
        int end = 0;
        foreach (Parameter parameter in arena.Parameters.OrderBy(parameter => parameter.Value.Layout.Offset))
        {
            Assert.True(parameter.Value.Layout.Offset >= end);
            Assert.Equal(0, parameter.Value.Layout.Offset % 16);
            end = parameter.Value.Layout.Offset + parameter.Value.Count;
            int limit = parameter.Kind switch { ParameterKind.Weight => arena.WeightCount, ParameterKind.Bias => arena.TrainedCount, _ => arena.Values.Count };
            Assert.InRange(end, 1, limit);
        }

        Assert.Equal(arena.TrainedCount, arena.Gradients.Count);
    }

    private static ParameterArena Network(ulong seed, Device device)
        => new Sequential(new Conv1D(5, 3), new BatchNorm(), new Flatten(), new Dense(7)).Build([3, 10], seed, device);

    private static double[] Draw(Initializer initializer, ulong seed)
    {
        Dense layer = new(Units, bias: false, initializer);
        layer.Build([Inputs], seed);
        return Array.ConvertAll(layer.Weight.ToArray(), value => (double)value);
    }

    private static void RequireMoments(double[] values, double mean, double variance, double kurtosis)
    {
        double m = values.Average();
        double v = values.Average(value => (value - m) * (value - m));
        double fourth = values.Average(value => Math.Pow(value - m, 4)) / (v * v);

        // Five standard errors of a sample of this size.
        double error = 5 / Math.Sqrt(values.Length);
        Assert.InRange(m - mean, -error * Math.Sqrt(variance), error * Math.Sqrt(variance));
        Assert.InRange(v / variance, 1 - (error * Math.Sqrt(2)), 1 + (error * Math.Sqrt(2)));
        Assert.InRange(fourth, kurtosis - (error * 10), kurtosis + (error * 10));
    }
}
