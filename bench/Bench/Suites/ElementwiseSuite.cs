using BenchmarkDotNet.Attributes;
using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench;

/// <summary>Element-wise ops on memory in the first cache, the last cache and beyond. Bytes are those read plus those written.</summary>
[Rate("GB/s", 1e9)]
public class ElementwiseSuite
{
    private Device _device = Device.Cpu;
    private Tensor? _x;
    private Tensor? _z;
    private Tensor? _y;

    /// <summary>Sizes of a run.</summary>
    public static IEnumerable<ElementCount> Sizes => [new(1 << 14), new(1 << 20), new(1 << 24)];

    /// <summary>Numbers of threads of a run.</summary>
    public static int[] ThreadCounts => Threads.Counts;

    /// <summary>Number of elements.</summary>
    [ParamsSource(nameof(Sizes))]
    public ElementCount Size { get; set; }

    /// <summary>Number of threads.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int ThreadCount { get; set; }

    private Tensor X => _x!;

    private Tensor Y => _y!;

    private Kernels Kernels => _device.Kernels;

    /// <summary>Fills the operands.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _device = Device.CpuWithThreads(ThreadCount);
        _x = Tensor.RandomUniform([Size.Elements], new RandomSequence(1, 2), -4, 4, _device);
        _z = Tensor.RandomUniform([Size.Elements], new RandomSequence(1, 3), -4, 4, _device);
        _y = Tensor.Zeros([Size.Elements], device: _device);
    }

    /// <summary>Sum of two tensors.</summary>
    [Benchmark, WorkFactor(3)]
    public void Add() => Kernels.Zip(default(Add), X, _z!, Y);

    /// <summary>Rectifier.</summary>
    [Benchmark, WorkFactor(2)]
    public void Relu() => Kernels.Map(default(Relu), X, Y);

    /// <summary>Exponential.</summary>
    [Benchmark, WorkFactor(2)]
    public void Exp() => Kernels.Map(default(Exp), X, Y);

    /// <summary>Logistic function.</summary>
    [Benchmark, WorkFactor(2)]
    public void Sigmoid() => Kernels.Map(default(Sigmoid), X, Y);

    /// <summary>Hyperbolic tangent.</summary>
    [Benchmark, WorkFactor(2)]
    public void Tanh() => Kernels.Map(default(Tanh), X, Y);

    /// <summary>Gaussian error linear unit.</summary>
    [Benchmark, WorkFactor(2)]
    public void Gelu() => Kernels.Map(default(Gelu), X, Y);
}
