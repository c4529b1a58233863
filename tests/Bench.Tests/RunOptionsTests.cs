using DeepHealth.Bench.Peers;
using Xunit;

namespace DeepHealth.Bench.Tests;

public class RunOptionsTests
{
    [Fact]
    public void Networks_and_threads_are_chosen_by_name_and_number()
    {
        RunOptions options = RunOptions.Parse(["--quick", "--networks", "ecg,mlp", "--threads", "1,3"]);
        Assert.Equal(["ecg", "mlp"], options.Networks.Select(network => network.Name));
        Assert.Equal([1, 3], options.Threads);
        Assert.True(options.Rounds * options.Seconds < RunOptions.Parse([]).Rounds * RunOptions.Parse([]).Seconds);
    }

    [Fact]
    public void Networks_are_the_default_and_kernels_and_memory_are_asked_for()
    {
        Assert.Equal(ReferenceNetworks.All, RunOptions.Parse([]).Networks);
        Assert.Empty(RunOptions.Parse(["--kernels"]).Networks);
        Assert.Equal(KernelCatalogue.Compared.Count(), RunOptions.Parse(["--kernels", "--quick"]).Kernels.Count);
        Assert.Equal(["exp 16384", "exp 1048576", "exp 16777216"], RunOptions.Parse(["--kernels", "exp"]).Kernels.Select(kernel => kernel.Name));
        Assert.Equal(["resnet18"], RunOptions.Parse(["--memory"]).MemoryNetworks.Select(network => network.Name));
        Assert.Empty(RunOptions.Parse(["--copies", "ecg"]).Networks);
        RunOptions everything = RunOptions.Parse(["--networks", "all", "--kernels", "--memory", "mlp", "--copies"]);
        Assert.Equal(ReferenceNetworks.All, everything.CopyNetworks);
        Assert.Equal(ReferenceNetworks.All, everything.Networks);
        Assert.Equal(["mlp"], everything.MemoryNetworks.Select(network => network.Name));
    }

    [Fact]
    public void A_copy_for_inference_is_compared_for_a_sample_and_for_the_usual_batch()
    {
        ReferenceNetwork small = ReferenceNetworks.All.Single(network => network.Name == "cnn") with { Batch = 3 };
        CopyComparison[] results = [.. CopyComparison.Measure(small, 1, RunOptions.Parse([]) with { Rounds = 1, Seconds = 0 })];

        Assert.Equal([1, 3], results.Select(result => result.Batch));
        Assert.All(results, result => Assert.InRange(result.CopyMb / result.ParametersMb, 1, 4));
        Assert.All(results, result => Assert.True(result is { ModelMs: > 0, CopyMs: > 0, Ratio: > 0 }));
    }

    [Theory]
    [InlineData("--networks", "vgg", "vgg")]
    [InlineData("--kernels", "exp,cosine", "cosine")]
    [InlineData("--threads", "0", "\"0\"")]
    [InlineData("--theads", "2", "--theads")]
    public void Wrong_choice_is_named(string option, string value, string named)
        => Assert.Contains(named, Assert.Throws<ArgumentException>(() => RunOptions.Parse([option, value])).Message, StringComparison.Ordinal);

    [Fact]
    public void Option_without_a_value_is_named()
        => Assert.Contains("--threads", Assert.Throws<ArgumentException>(() => RunOptions.Parse(["--threads"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Ratio_compares_medians_and_shortest_steps()
    {
        Timing ours = new();
        ours.Add([1, 2, 30]);
        Timing peer = new();
        peer.Add([4, 2, 6, 100]);
        Comparison comparison = Comparison.Of(new Subject("mlp", "train", [], 0, () => { }), 1, cpuTime: true, ours, peer, "peer");
        Assert.Equal(2, comparison.OursMs);
        Assert.Equal(5, comparison.PeerMs);
        Assert.Equal(0.4, comparison.Ratio);
        Assert.Equal(0.5, comparison.RatioMin);
    }
}
