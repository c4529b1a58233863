using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>What every layer must keep, row by row of <see cref="LayerCases"/>.</summary>
public sealed class LayerContractTests
{
    public static TheoryData<string> Names => [.. LayerCases.All.Select(row => row.Name)];

    public static TheoryData<string> NamesOfTrained => [.. LayerCases.All.Where(IsTrained).Select(row => row.Name)];

    [Fact]
    public void Every_public_module_has_a_row()
    {
        HashSet<Type> covered = [.. LayerCases.All.Select(row => Definition(row.Create().GetType()))];
        IEnumerable<Type> missing = typeof(Module).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Module)) && !type.IsAbstract && !covered.Contains(Definition(type)));

        Assert.Empty(missing);

        static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_inferred_shape_is_that_of_the_output(string name)
    {
        LayerCase row = Row(name);
        Module layer = row.Create();
        layer.Build(row.Input, seed: 1);

        Assert.Equal(row.Input, layer.InputShape);
        Assert.Equal(row.Output, layer.OutputShape);
        foreach (bool training in (bool[])[true, false])
        {
            layer.SetTraining(training);
            foreach (int count in (int[])[1, 3])
            {
                Assert.Equal(row.Output.Insert(0, count), layer.Forward(row.Batch(count)).Shape);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_have_their_names_shapes_and_kinds(string name)
    {
        LayerCase row = Row(name);

        ParameterArena arena = row.Create().Build(row.Input, seed: 1);

        Assert.Equal(row.Parameters, arena.Parameters.Select(parameter => (parameter.Name, parameter.Shape, parameter.Kind)));
        Assert.All(arena.Parameters, parameter => Assert.Equal(parameter.Shape, parameter.Value.Shape));
        Assert.Equal(row.Parameters.Where(parameter => parameter.Kind != ParameterKind.State).Sum(parameter => parameter.Shape.ElementCount), arena.TrainedParameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_inputs_name_both_sides(string name)
    {
        LayerCase row = Row(name);
        if (row.BadSample is { } sample)
        {
            Names(Assert.Throws<ShapeException>(() => row.Create().Build(sample.Sample, seed: 1)), sample.Words);
        }

        if (row.BadBatch is { } batch)
        {
            Module layer = row.Create();
            layer.Build(row.Input, seed: 1);
            foreach (bool training in (bool[])[true, false])
            {
                layer.SetTraining(training);
                Names(Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros(batch.Batch))), batch.Words);
            }
        }

        static void Names(ShapeException error, string[] words) => Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_that_was_not_built_has_no_shapes(string name)
    {
        Module layer = Row(name).Create();

        Assert.Contains("Build", Assert.Throws<InvalidOperationException>(() => layer.InputShape).Message, StringComparison.Ordinal);
        Assert.Contains(layer.Kind, Assert.Throws<InvalidOperationException>(() => layer.OutputShape).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NamesOfTrained))]
    public void A_layer_with_parameters_cannot_run_before_it_is_built(string name)
    {
        LayerCase row = Row(name);

        Assert.Throws<InvalidOperationException>(() => row.Create().Forward(row.Batch(2)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_and_loaded_it_gives_the_same_bits(string name)
    {
        LayerCase row = Row(name);
        using TemporaryFile file = new();
        Model model = Build(row, seed: 1);
        if (IsTrained(row))
        {
            // Running statistics move away from their initial values.
            model.TrainBatch(TrainingBatch(row, model));
        }

        model.Save(file);
        Model other = Build(row, seed: 2);
        other.Load(file);

        Assert.Equal(model.Parameters.Values.ToArray(), other.Parameters.Values.ToArray());
        Assert.Equal(model.Predict(row.Batch(3)).ToArray(), other.Predict(row.Batch(3)).ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_and_inference_differ_only_where_they_must(string name)
    {
        LayerCase row = Row(name);
        Module layer = row.Create();
        layer.Build(row.Input, seed: 1);
        Assert.False(layer.IsTraining);
        float[] inference = layer.Forward(row.Batch(4)).ToArray();
        layer.SetTraining(true);
        Assert.All(layer.Children, child => Assert.True(child.IsTraining));
        float[] training = layer.Forward(row.Batch(4)).ToArray();

        Assert.Equal(row.DependsOnMode, !training.AsSpan().SequenceEqual(inference));
    }

    [Theory]
    [MemberData(nameof(NamesOfTrained))]
    public void Gradients_reach_every_parameter_and_one_step_lowers_the_loss(string name)
    {
        LayerCase row = Row(name);
        Model model = Build(row, seed: 1);
        Batch batch = TrainingBatch(row, model);

        float before = model.TrainBatch(batch);

        foreach (Parameter parameter in model.Parameters.Parameters.Where(parameter => parameter.Kind != ParameterKind.State))
        {
            Assert.True(parameter.Value.Grad is not null, parameter.Name);
            Assert.Contains(parameter.Value.Grad!.ToArray(), value => value != 0);
            Assert.All(parameter.Value.Grad!.ToArray(), value => Assert.True(float.IsFinite(value)));
        }

        Assert.True(model.TrainBatch(batch) < before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_reach_the_input(string name)
    {
        LayerCase row = Row(name);
        if (row.Vocabulary > 0)
        {
            return;
        }

        Module layer = row.Create();
        layer.Build(row.Input, seed: 1);
        layer.SetTraining(true);
        Tensor x = row.Batch(3);
        x.RequiresGrad = true;

        Tensor y = layer.Forward(x);
        (y * Tensor.RandomNormal(y.Shape, new RandomSequence(3, 3))).Sum().Backward();

        Assert.Contains(x.Grad!.ToArray(), value => value != 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_processor_agrees_with_the_reference(string name)
    {
        LayerCase row = Row(name);
        Module cpu = row.Create();
        cpu.Build(row.Input, seed: 1, TestDevices.Cpu(2));
        Module reference = row.Create();
        reference.Build(row.Input, seed: 1, Device.Reference);
        foreach (bool training in (bool[])[true, false])
        {
            cpu.SetTraining(training);
            reference.SetTraining(training);
            double[] expected = Array.ConvertAll(reference.Forward(row.Batch(3, Device.Reference)).ToArray(), value => (double)value);
            Close.Require(expected, cpu.Forward(row.Batch(3, TestDevices.Cpu(2))).ToArray(), 1e-5, name);
        }
    }

    private static LayerCase Row(string name) => LayerCases.All.Single(row => row.Name == name);

    private static bool IsTrained(LayerCase row) => row.Parameters.Any(parameter => parameter.Kind != ParameterKind.State);

    private static Model Build(LayerCase row, ulong seed) => new Model(row.Create()).Build(row.Input, new Sgd(0.01), new MeanSquaredError(), seed: seed);

    private static Batch TrainingBatch(LayerCase row, Model model)
        => new(row.Batch(6), Tensor.RandomNormal(model.Network.OutputShape.Insert(0, 6), new RandomSequence(5, 5)));
}
