using DeepHealth.Bench.Peers;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Bench.Tests;

public class ReferenceNetworkTests
{
    /// <summary>Counts of PyTorch 1.13 for the networks of <c>bench/peers/peer.py</c>, without the second bias of its LSTM.</summary>
    public static TheoryData<string, long> ParameterCounts => new()
    {
        { "mlp", 2_913_290 },
        { "cnn", 520_906 },
        { "resnet18", 11_181_642 },
        { "unet", 7_763_074 },
        { "lstm", 72_837 },
        { "ecg", 408_645 },
    };

    /// <summary>All networks.</summary>
    public static TheoryData<string> Names => new(ReferenceNetworks.All.Select(network => network.Name));

    [Theory]
    [MemberData(nameof(ParameterCounts))]
    public void Network_has_as_many_parameters_as_in_PyTorch(string name, long count)
        => Assert.Equal(count, Find(name).Build(Device.Cpu).Parameters.TrainedParameters);

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_gives_a_row_of_classes_for_every_label(string name)
    {
        ReferenceNetwork network = Find(name) with { Batch = 2 };
        Model model = network.Build(Device.Cpu);
        Assert.Equal(new Shape([network.Classes, .. network.Positions.Sizes]), model.Network.OutputShape);
        Batch batch = network.Draw(Device.Cpu);
        Assert.Equal(network.Batch, batch.Count);
        Assert.True(float.IsFinite(model.TrainBatch(batch)));
    }

    [Fact]
    public void Operations_are_those_of_the_products()
    {
        Assert.Equal(2.0 * 100 * ((784 * 1024) + (2 * 1024 * 1024) + (1024 * 10)), Find("mlp").ForwardOperations, 1e6);
        Assert.Equal(2.0 * 32 * ((100 * (12 + 128) * 512) + (128 * 5)), Find("lstm").ForwardOperations, 1e6);
        Assert.Equal(2.0 * 32 * 7 * ((500 * 12 * 64) + (250 * 64 * 128) + (125 * 128 * 128) + (63 * 128 * 256)), Find("ecg").ForwardOperations, 1e7);
    }

    [Fact]
    public void Single_layers_can_be_trained()
    {
        foreach (ReferenceNetwork layer in ReferenceNetworks.Layers)
        {
            ReferenceNetwork small = layer with { Batch = 2, Sample = layer.Sample.Rank == 3 ? layer.Sample.With(1, 6).With(2, 6) : layer.Sample };
            Assert.True(float.IsFinite(small.Build(Device.Cpu).TrainBatch(small.Draw(Device.Cpu))));
        }
    }

    [Fact]
    public void Every_network_of_the_comparison_is_counted_here()
        => Assert.Equal(ReferenceNetworks.All.Select(network => network.Name).Order(), ParameterCounts.Select(row => row.Data.Item1).Order());

    private static ReferenceNetwork Find(string name) => ReferenceNetworks.All.Single(network => network.Name == name);
}
