using BenchmarkDotNet.Attributes;
using DeepHealth.Bench.Peers;

namespace DeepHealth.Bench;

/// <summary>Whole steps of networks: the six that are compared with PyTorch, and single layers between a batch and a loss.</summary>
public class NetworkSuite
{
    private Subject? _training;
    private Subject? _inference;

    /// <summary>Networks of a run.</summary>
    public static IEnumerable<ReferenceNetwork> Networks => [.. ReferenceNetworks.Layers, .. ReferenceNetworks.All];

    /// <summary>Numbers of threads of a run.</summary>
    public static int[] ThreadCounts => Threads.Counts;

    /// <summary>Which network.</summary>
    [ParamsSource(nameof(Networks))]
    public ReferenceNetwork? Network { get; set; }

    /// <summary>Number of threads.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int ThreadCount { get; set; }

    /// <summary>Builds the network and draws a batch, and measures what the machine can do at this moment.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Peaks.Measure(ThreadCount);
        Subject[] subjects = [.. Subject.Of(Network!, Threads.Device(ThreadCount))];
        (_training, _inference) = (subjects[0], subjects[1]);
    }

    /// <summary>Forward, cross-entropy, backward, update.</summary>
    [Benchmark]
    public void Train() => _training!.Step();

    /// <summary>Forward in inference mode.</summary>
    [Benchmark]
    public void Infer() => _inference!.Step();
}
