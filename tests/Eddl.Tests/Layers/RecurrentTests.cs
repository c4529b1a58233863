using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class RecurrentTests
{
    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void The_number_of_steps_may_change_from_batch_to_batch(string name)
    {
        Module layer = Create(name, 4, bidirectional: true);
        layer.Build([5, 3], seed: 1);

        Assert.Equal([2, 9, 8], layer.Forward(Tensor.RandomNormal([2, 9, 3], new RandomSequence(1, 1))).Shape);
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void The_reverse_direction_is_the_forward_one_of_the_reversed_sequence(string name)
    {
        int gates = name == "lstm" ? 4 : 3;
        Tensor x = Tensor.RandomNormal([2, 6, 3], new RandomSequence(1, 1));
        Tensor w = Tensor.RandomNormal([3, gates * 5], new RandomSequence(1, 2));
        Tensor u = Tensor.RandomNormal([5, gates * 5], new RandomSequence(1, 3));
        foreach (bool sequences in (bool[])[true, false])
        {
            Tensor expected = Run(x.Flip(1), reversed: false);
            Tensor actual = Run(x, reversed: true);
            Assert.Equal((sequences ? expected.Flip(1) : expected).ToArray(), actual.ToArray());

            Tensor Run(Tensor input, bool reversed)
                => name == "lstm" ? Functional.Lstm(input, w, u, null, sequences, reversed) : Functional.Gru(input, w, u, null, null, sequences, reversed);
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void Captured_and_eager_steps_on_any_number_of_threads_give_the_same_bits(string name)
    {
        float[]? first = null;
        foreach ((int threads, bool captured) in ((int, bool)[])[(1, true), (1, false), (2, true), (3, true), (3, false)])
        {
            Device device = TestDevices.Cpu(threads);
            Model model = new Model(new Sequential(Create(name, 65, bidirectional: true), Create(name, 70, bidirectional: false), new Flatten(), new Dense(1)))
                .Build([5, 3], new Adam(1e-2), new MeanSquaredError(), seed: 4, device: device);
            model.CaptureSteps = captured;
            model.Passes = GraphPasses.None;
            for (int step = 0; step < 4; step++)
            {
                RandomSequence random = new(7, (uint)step);
                model.TrainBatch(new Batch(Tensor.RandomNormal([40, 5, 3], random, device: device), Tensor.RandomNormal([40, 1], random, device: device)));
            }

            float[] values = model.Parameters.Values.ToArray();
            first ??= values;
            Assert.Equal(first, values);
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void Without_gradients_the_bits_are_the_same(string name)
    {
        // A forward pass that keeps nothing for a gradient uses other memory.
        foreach (bool sequences in (bool[])[true, false])
        {
            Module layer = name == "lstm" ? new Lstm(21, sequences, bidirectional: true) : new Gru(21, sequences, bidirectional: true);
            layer.Build([7, 3], seed: 3);
            Tensor x = Tensor.RandomNormal([10, 7, 3], new RandomSequence(1, 1));
            float[] recorded = layer.Forward(x).ToArray();
            using (Gradients.Off())
            {
                Assert.Equal(recorded, layer.Forward(x).ToArray());
            }
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void It_learns_to_remember_the_first_step(string name)
    {
        Module recurrent = name == "lstm" ? new Lstm(8, forgetBias: 1) : new Gru(8);
        Model model = new Model(new Sequential(recurrent, new Dense(1))).Build([10, 1], new Adam(0.02), new MeanSquaredError(), seed: 2);
        float loss = 0;
        for (int step = 0; step < 250; step++)
        {
            Tensor x = Tensor.RandomNormal([32, 10, 1], new RandomSequence(3, (uint)step));
            loss = model.TrainBatch(new Batch(x, x[Slice.All, 0].Contiguous()));
        }

        // The mean alone would leave a loss of 1.
        Assert.InRange(loss, 0, 0.3f);
    }

    [Fact]
    public void Initial_values_are_uniform_and_the_forget_gate_gets_its_bias()
    {
        const int Units = 16;
        ParameterArena arena = new Lstm(Units, forgetBias: 1).Build([2, 40], seed: 5);
        float[] bias = arena.Parameters.Single(parameter => parameter.Name == "bias").Value.ToArray();
        float[] weights = arena.Parameters.Single(parameter => parameter.Name == "weightInput").Value.ToArray();

        Assert.All(weights, value => Assert.InRange(value, -0.25f, 0.25f));
        Assert.InRange(weights.Max(), 0.24f, 0.25f);
        Assert.InRange(weights.Average(), -0.02f, 0.02f);
        Assert.All(bias[Units..(2 * Units)], value => Assert.InRange(value, 0.75f, 1.25f));
        Assert.All([.. bias[..Units], .. bias[(2 * Units)..]], value => Assert.InRange(value, -0.25f, 0.25f));
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void A_batch_without_sequences_gives_an_empty_result(string name)
    {
        Module layer = Create(name, 4, bidirectional: false);
        layer.Build([5, 3], seed: 1);

        Assert.Equal([0, 5, 4], layer.Forward(Tensor.Zeros([0, 5, 3])).Shape);
    }

    private static Module Create(string name, int units, bool bidirectional)
        => name == "lstm" ? new Lstm(units, returnSequences: true, bidirectional) : new Gru(units, returnSequences: true, bidirectional);
}
