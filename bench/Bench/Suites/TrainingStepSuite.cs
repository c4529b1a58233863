using BenchmarkDotNet.Attributes;
using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench;

/// <summary>One training step (forward, loss, backward, SGD update) of a small network for 12-lead ECG.</summary>
/// <remarks>Four convolutions of 7 cells with stride 2 and ReLU, 64, 128, 128 and 256 filters; global average; 5 classes. Input <c>[32, 12, 1000]</c>;
/// 2.93 GFLOP forward.</remarks>
[Rate("samples/s", 1)]
public class TrainingStepSuite
{
    private const int Leads = 12;
    private const int Length = 1000;
    private const int Classes = 5;
    private static readonly int[] s_filters = [64, 128, 128, 256];

    private Model? _model;
    private Batch? _batch;

    /// <summary>Sizes of a run.</summary>
    public static IEnumerable<SampleCount> Batches => [new(32)];

    /// <summary>Numbers of threads of a run.</summary>
    public static int[] ThreadCounts => Threads.Counts;

    /// <summary>Samples per step.</summary>
    [ParamsSource(nameof(Batches))]
    public SampleCount Batch { get; set; }

    /// <summary>Number of threads.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int ThreadCount { get; set; }

    /// <summary>Builds the model and draws a batch.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Device device = Device.CpuWithThreads(ThreadCount);
        List<Module> layers = [];
        foreach (int filters in s_filters)
        {
            layers.AddRange([new Conv1D(filters, kernel: 7, stride: 2, padding: 3), new Activation<Relu>()]);
        }

        layers.AddRange([new GlobalAveragePool(), new Dense(Classes)]);
        _model = new Model(new Sequential([.. layers])).Build([Leads, Length], new Sgd(0.01f), new SoftmaxCrossEntropy(), seed: 1, device: device);
        Tensor input = Tensor.RandomNormal([Batch.Samples, Leads, Length], new RandomSequence(1, 2), device: device);
        int[] labels = [.. Enumerable.Range(0, Batch.Samples).Select(i => i % Classes)];
        _batch = new Batch(input, Tensor.From(labels, device: device));
    }

    /// <summary>One step.</summary>
    [Benchmark]
    public float Step() => _model!.TrainBatch(_batch!);
}
