using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using DeepHealth.Bench.Peers;
using DeepHealth.Eddl;

namespace DeepHealth.Bench;

/// <summary>Kernels one by one.</summary>
/// <typeparam name="TFamily">The kernels.</typeparam>
[GenericTypeArguments(typeof(MatrixProducts))]
[GenericTypeArguments(typeof(Convolutions))]
[GenericTypeArguments(typeof(ImageKernels))]
[GenericTypeArguments(typeof(RowKernels))]
[GenericTypeArguments(typeof(Elementwise))]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls CleanUp.")]
public class KernelSuite<TFamily>
    where TFamily : IKernelFamily
{
    private MemoryScope? _scope;
    private Action _call = () => { };

    /// <summary>Kernels of a run.</summary>
    public static IEnumerable<KernelCase> Cases => TFamily.Cases;

    /// <summary>Numbers of threads of a run.</summary>
    public static int[] ThreadCounts => Threads.Counts;

    /// <summary>Which kernel.</summary>
    [ParamsSource(nameof(Cases))]
    public KernelCase? Case { get; set; }

    /// <summary>Number of threads.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int ThreadCount { get; set; }

    /// <summary>Makes the operands, and measures what the machine can do at this moment.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Peaks.Measure(ThreadCount);
        _scope = new MemoryScope();
        _call = Case!.Prepare(Threads.Device(ThreadCount));
    }

    /// <summary>Gives the operands back.</summary>
    [GlobalCleanup]
    public void CleanUp() => _scope?.Dispose();

    /// <summary>One call.</summary>
    [Benchmark]
    public void Call() => _call();
}
