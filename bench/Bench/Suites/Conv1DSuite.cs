using BenchmarkDotNet.Attributes;
using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench;

/// <summary>One-dimensional convolutions of ECG networks: forward, input gradient, weight gradient.</summary>
[Rate("GFLOP/s", 1e9)]
public class Conv1DSuite
{
    private Device _device = Device.Cpu;
    private Tensor? _x;
    private Tensor? _w;
    private Tensor? _y;

    /// <summary>Shapes of a run: the layers of the training step, and two of the sample's network.</summary>
    public static IEnumerable<SignalShape> Shapes =>
    [
        new(32, 12, 64, 1000, 7, 2), new(32, 64, 128, 500, 7, 2), new(32, 128, 256, 125, 7, 2), new(32, 16, 16, 1500, 9, 1), new(32, 64, 64, 94, 9, 1),
    ];

    /// <summary>Numbers of threads of a run.</summary>
    public static int[] ThreadCounts => Threads.Counts;

    /// <summary>Sizes of the convolution.</summary>
    [ParamsSource(nameof(Shapes))]
    public SignalShape Shape { get; set; }

    /// <summary>Number of threads.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int ThreadCount { get; set; }

    /// <summary>Fills the operands.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _device = Device.CpuWithThreads(ThreadCount);
        _x = Tensor.RandomNormal([Shape.Batch, Shape.Channels, Shape.Length], new RandomSequence(1, 2), device: _device);
        _w = Tensor.RandomNormal([Shape.Filters, Shape.Channels, Shape.Kernel], new RandomSequence(1, 3), device: _device);
        _y = Tensor.RandomNormal([Shape.Batch, Shape.Filters, Shape.Sizes.OutputPlane], new RandomSequence(1, 4), device: _device);
    }

    /// <summary>Forward.</summary>
    [Benchmark]
    public void Forward() => _device.Kernels.Convolution(_x!, _w!, null, _y!, Shape.Sizes);

    /// <summary>Gradient with respect to the input.</summary>
    [Benchmark]
    public void InputGradient() => _device.Kernels.ConvolutionInputGradient(_y!, _w!, _x!, Shape.Sizes, accumulate: false);

    /// <summary>Gradient with respect to the weights.</summary>
    [Benchmark]
    public void WeightGradient() => _device.Kernels.ConvolutionWeightGradient(_x!, _y!, _w!, Shape.Sizes, accumulate: false);
}
