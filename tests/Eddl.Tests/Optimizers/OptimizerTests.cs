using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class OptimizerTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (OptimizerCase golden in OptimizerGolden.File.Cases)
            {
                data.Add(golden.Name, "cpu");
                data.Add(golden.Name, "reference");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Five_steps_are_those_of_PyTorch(string name, string device)
    {
        OptimizerCase golden = OptimizerGolden.File.Cases.Single(item => item.Name == name);
        ParameterArena arena = Network(TestDevices.Named(device));
        foreach (Parameter parameter in arena.Parameters)
        {
            OptimizerGolden.File.Start[parameter.Name].CopyTo(parameter.Value.AsSpan<float>());
        }

        Optimizer optimizer = golden.Create();
        optimizer.Attach(arena);
        for (int step = 0; step < golden.Rates.Length; step++)
        {
            optimizer.RateFactor = golden.HasSchedule && step >= 2 ? 0.2 : 1;
            Assert.Equal(golden.Rates[step], optimizer.LearningRate, 1e-15);
            arena.ZeroGrad();
            foreach (Parameter parameter in arena.Parameters)
            {
                OptimizerGolden.File.Gradients[step][parameter.Name].CopyTo(parameter.Value.TakeGradient(out _).AsSpan<float>());
            }

            optimizer.Step();

            Assert.Equal(step + 1, optimizer.StepCount);
            foreach (Parameter parameter in arena.Parameters)
            {
                Close.Require(golden.Steps[step][parameter.Name], parameter.Value.ToArray(), 3e-6, $"step {step}, {parameter.Name}");
            }
        }
    }

    [Fact]
    public void A_parameter_that_no_gradient_reached_moves_by_its_decay_alone()
    {
        ParameterArena arena = Network(Device.Cpu);
        Parameter weight = arena.Parameters[0];
        float[] before = weight.Value.ToArray();
        Sgd optimizer = new(0.5, weightDecay: 0.1);
        optimizer.Attach(arena);
        weight.Value.TakeGradient(out _).AsSpan<float>().Fill(100);
        arena.ZeroGrad();

        optimizer.Step();

        Close.Require(Array.ConvertAll(before, value => value * 0.95), weight.Value.ToArray(), 1e-6, "decayed");
    }

    [Fact]
    public void Gaps_between_the_parameters_stay_zero()
    {
        ParameterArena arena = Network(Device.Cpu);
        Adam optimizer = new(0.1, weightDecay: 0.1);
        optimizer.Attach(arena);
        bool[] used = new bool[arena.TrainedCount];
        foreach (Parameter parameter in arena.Parameters)
        {
            parameter.Value.TakeGradient(out _).AsSpan<float>().Fill(1);
            used.AsSpan(parameter.Value.Layout.Offset, parameter.Value.Count).Fill(true);
        }

        optimizer.Step();

        float[] values = arena.Values.ToArray();
        Assert.All(Enumerable.Range(0, used.Length).Where(i => !used[i]), i => Assert.Equal(0, values[i]));
    }

    [Fact]
    public void An_optimizer_serves_one_network()
    {
        Adam optimizer = new();
        optimizer.Attach(Network(Device.Cpu));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => optimizer.Attach(Network(Device.Cpu)));

        Assert.Contains("Adam", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attaching_again_clears_state_and_steps()
    {
        ParameterArena arena = Network(Device.Cpu);
        Sgd optimizer = new(0.1, momentum: 0.9);
        optimizer.Attach(arena);
        arena.Parameters[0].Value.TakeGradient(out _).AsSpan<float>().Fill(1);
        optimizer.Step();

        optimizer.Attach(arena);

        Assert.Equal(0, optimizer.StepCount);
        Assert.All(optimizer.States.Single().ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_step_without_a_network_says_what_to_call()
        => Assert.Contains("Attach", Assert.Throws<InvalidOperationException>(() => new Sgd().Step()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void Settings_out_of_range_are_refused(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(momentum: bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(weightDecay: bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(clipNorm: bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(epsilon: bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd().RateFactor = bad);
    }

    [Fact]
    public void Decays_of_1_and_an_epsilon_of_0_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(epsilon: 0));
        Assert.Throws<ArgumentException>(() => new Sgd(nesterov: true));
    }

    private static ParameterArena Network(Device device) => new Sequential(new Dense(3), new Dense(2)).Build([5], seed: 1, device);
}
