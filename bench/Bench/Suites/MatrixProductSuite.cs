using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using DeepHealth.Numerics;

namespace DeepHealth.Bench;

/// <summary>Single-precision matrix products: squares, a dense layer forward and backward, a narrow output, and one as in a convolution.</summary>
[Rate("GFLOP/s", 1e9)]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls CleanUp.")]
public class MatrixProductSuite
{
    private WorkerTeam? _team;
    private float[] _a = [];
    private float[] _b = [];
    private float[] _c = [];

    /// <summary>Shapes of a run.</summary>
    public static IEnumerable<ProductShape> Shapes =>
    [
        new(64, 64, 64), new(256, 256, 256), new(512, 512, 512), new(1024, 1024, 1024), new(2048, 2048, 2048),
        new(100, 1024, 784), new(100, 784, 1024, TransposeB: true), new(784, 1024, 100, TransposeA: true), new(64, 10, 512), new(64, 3136, 576),
    ];

    /// <summary>Numbers of threads of a run.</summary>
    public static int[] ThreadCounts => Threads.Counts;

    /// <summary>Sizes of the product.</summary>
    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; }

    /// <summary>Number of threads.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int ThreadCount { get; set; }

    /// <summary>Fills the operands.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _team = new WorkerTeam(ThreadCount);
        _a = Numbers(Shape.M * Shape.K);
        _b = Numbers(Shape.K * Shape.N);
        _c = new float[Shape.M * Shape.N];
    }

    /// <summary>Stops the threads.</summary>
    [GlobalCleanup]
    public void CleanUp() => _team?.Dispose();

    /// <summary>One product.</summary>
    [Benchmark]
    public void Multiply() => MatrixProduct.Multiply(_team!, Shape.TransposeA, Shape.TransposeB, Shape.M, Shape.N, Shape.K, _a, _b, _c, accumulate: false);

    private static float[] Numbers(int count)
    {
        RandomSequence random = new(1, 2);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.Uniform(i) - 0.5f;
        }

        return values;
    }
}
