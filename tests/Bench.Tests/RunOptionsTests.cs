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

    [Theory]
    [InlineData("--networks", "vgg", "vgg")]
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
        Comparison comparison = Comparison.Of("mlp", 1, StepKind.Train, cpuTime: true, ours, peer, "peer");
        Assert.Equal(2, comparison.OursMs);
        Assert.Equal(5, comparison.PeerMs);
        Assert.Equal(0.4, comparison.Ratio);
        Assert.Equal(0.5, comparison.RatioMin);
    }
}
