using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class CheckpointErrorTests : IDisposable
{
    private readonly TemporaryFile _checkpoint = new();

    public CheckpointErrorTests() => TestNetworks.Create("mlp").Fit(TestNetworks.Data("mlp"), new FitOptions { Epochs = 2, Checkpoint = _checkpoint });

    public void Dispose() => _checkpoint.Dispose();

    [Fact]
    public void Another_seed_names_both_seeds()
        => Refused(TestNetworks.Create("mlp", seed: 4), "\"seed\" is 3", "this run has 4");

    [Fact]
    public void Another_network_names_the_tensor_and_both_shapes()
        => Refused(
            new Model(new Sequential(new Dense(16), new Activation<Relu>(), new Dropout(0.3f), new Dense(9), new Activation<Tanh>(), new Dense(3)))
                .Build([6], new Sgd(momentum: 0.9), new SoftmaxCrossEntropy(), seed: 3),
            "3.weight", "[16, 8]", "[16, 9]");

    [Fact]
    public void A_network_with_more_parameters_names_the_missing_one()
        => Refused(
            new Model(new Sequential(
                new Dense(16), new Activation<Relu>(), new Dropout(0.3f), new Dense(8), new Activation<Tanh>(), new Dense(3), new Dense(3)))
                .Build([6], new Sgd(momentum: 0.9), new SoftmaxCrossEntropy(), seed: 3),
            "6.weight");

    [Fact]
    public void A_network_with_fewer_parameters_is_refused_too()
        => Refused(
            new Model(new Sequential(new Dense(16), new Activation<Relu>(), new Dropout(0.3f), new Dense(8)))
                .Build([6], new Sgd(momentum: 0.9), new SoftmaxCrossEntropy(), seed: 3),
            "another network");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_optimizer_is_named(bool adam)
        => Refused(TestNetworks.Create("mlp", optimizer: adam ? new Adam() : new Sgd()), adam ? "\"optimizer\" is Sgd, this run has Adam" : "optimizer.velocity");

    [Fact]
    public void Another_batch_size_names_both()
        => Refused(TestNetworks.Create("mlp"), new FitOptions { Epochs = 3, BatchSize = 7 }, 40, "\"batchSize\" is 32", "this run has 7");

    [Fact]
    public void Another_number_of_samples_names_both()
        => Refused(TestNetworks.Create("mlp"), new FitOptions { Epochs = 3 }, 41, "\"samples\" is 40", "this run has 41");

    [Fact]
    public void Other_metadata_of_the_model_is_named()
    {
        Model model = TestNetworks.Create("mlp");
        model.Metadata = new Dictionary<string, string> { ["window"] = "12" };
        Refused(model, "\"window\" is missing");
    }

    [Fact]
    public void A_model_file_is_no_checkpoint()
    {
        TestNetworks.Create("mlp").Save(_checkpoint);
        Refused(TestNetworks.Create("mlp"), "\"seed\" is missing");
    }

    [Theory]
    [InlineData("optimizer.step", "-1")]
    [InlineData("optimizer.step", "9223372036854775808")]
    [InlineData("clock.step", "4294967296")]
    [InlineData("clock.step", "")]
    [InlineData("seed", "three")]
    [InlineData("history", "null")]
    [InlineData("history", "[null]")]
    [InlineData("history", "[{\"Epoch\":1}]")]
    [InlineData("history", "[{\"Epoch\":2,\"Values\":{}}]")]
    [InlineData("history", "{")]
    [InlineData("optimizer", null)]
    [InlineData("history", null)]
    public void Damaged_metadata_is_named_and_leaves_the_model_as_it_was(string key, string? text)
    {
        Dictionary<string, string> metadata;
        List<NamedTensor> tensors = [];
        using (SafeTensorsFile file = SafeTensorsFile.Open(_checkpoint))
        {
            metadata = new(file.Metadata);
            tensors.AddRange(file.Entries.Select(entry => new NamedTensor(entry.Name, file.Read(entry.Name))));
        }

        metadata.Remove(key);
        if (text is not null)
        {
            metadata.Add(key, text);
        }

        SafeTensors.Write(_checkpoint, tensors, metadata);
        Refused(TestNetworks.Create("mlp"), $"\"{key}\"");
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(_checkpoint);
        for (int length = 0; length < bytes.Length; length += 97)
        {
            File.WriteAllBytes(_checkpoint, bytes[..length]);
            Refused(TestNetworks.Create("mlp"));
        }
    }

    [Fact]
    public void Resuming_without_a_checkpoint_file_begins_anew()
    {
        File.Delete(_checkpoint);
        History history = TestNetworks.Create("mlp").Fit(TestNetworks.Data("mlp"), new FitOptions { Epochs = 1, Checkpoint = _checkpoint, Resume = true });

        Assert.Equal(1, history.Epochs.Single().Epoch);
        Assert.True(File.Exists(_checkpoint));
    }

    [Fact]
    public void Loading_a_file_of_another_network_leaves_the_model_as_it_was()
    {
        Model model = TestNetworks.Create("cnn");
        float[] before = model.Parameters.Values.ToArray();

        Assert.Throws<SafeTensorsException>(() => model.Load(_checkpoint));

        Assert.Equal(before, model.Parameters.Values.ToArray());
    }

    private void Refused(Model model, params string[] parts) => Refused(model, new FitOptions { Epochs = 3 }, 40, parts);

    private void Refused(Model model, FitOptions options, int samples, params string[] parts)
    {
        float[] before = model.Parameters.Values.ToArray();
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(
            () => model.Fit(TestNetworks.Data("mlp", samples), options with { Checkpoint = _checkpoint, Resume = true }));
        Assert.Contains(_checkpoint.Path, error.Message, StringComparison.Ordinal);
        foreach (string part in parts)
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, model.Parameters.Values.ToArray());
        Assert.Equal(0, model.Optimizer.StepCount);
    }
}
