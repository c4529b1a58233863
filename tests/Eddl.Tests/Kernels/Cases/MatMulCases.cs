using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>MatMul: all transposes, batches, accumulation, sizes around the register tiles.</summary>
internal static class MatMulCases
{
    private static readonly (int Batch, int M, int N, int K)[] s_sizes =
    [
        (1, 1, 1, 1), (1, 1, 17, 3), (1, 17, 1, 5), (1, 5, 7, 9), (1, 16, 16, 16), (1, 15, 33, 17), (1, 14, 32, 8), (1, 13, 31, 64), (1, 29, 65, 31),
        (1, 64, 10, 50), (1, 31, 1, 40), (1, 3, 100, 1), (1, 1, 100, 100), (1, 130, 70, 65), (1, 20, 40, 600), (1, 150, 200, 530),
        (3, 5, 7, 9), (2, 16, 33, 20), (5, 1, 8, 1), (40, 12, 17, 33),
        (1, 0, 5, 3), (1, 5, 0, 3), (1, 5, 3, 0), (0, 5, 3, 2), (2, 17, 16, 0),
    ];

    public static IEnumerable<KernelCase> All() => Products().Concat(Activated());

    // A product, a bias and an activation as one kernel.
    private static IEnumerable<KernelCase> Activated()
    {
        foreach ((int batch, int m, int n, int k) in s_sizes)
        {
            foreach (bool transposeW in (bool[])[false, true])
            {
                foreach (bool hasBias in (bool[])[false, true])
                {
                    MatMulShape shape = new(batch, m, n, k, TransposeX: false, transposeW);
                    string name = $"MatMulThen {batch} x {m} {n} {k}{(transposeW ? " w'" : "")}{(hasBias ? " bias" : "")}";
                    yield return new(name, 1e-6 * (1 + Math.Sqrt(k)), (kernels, memory) => kernels.MatMulThen(
                        default(Tanh), memory.Random([batch, m, k]), memory.Random(transposeW ? [batch, n, k] : [batch, k, n]),
                        hasBias ? memory.Random([n]) : null, memory.Output([batch, m, n], accumulate: false), shape));
                }
            }
        }
    }

    private static IEnumerable<KernelCase> Products()
    {
        foreach ((int batch, int m, int n, int k) in s_sizes)
        {
            foreach (bool transposeX in (bool[])[false, true])
            {
                foreach (bool transposeW in (bool[])[false, true])
                {
                    foreach (bool accumulate in (bool[])[false, true])
                    {
                        MatMulShape shape = new(batch, m, n, k, transposeX, transposeW);
                        string name = $"MatMul {batch} x {m} {n} {k}{(transposeX ? " x'" : "")}{(transposeW ? " w'" : "")}{(accumulate ? " accumulate" : "")}";
                        // Float sums of k products below 1: the error grows as √k.
                        yield return new(name, 1e-6 * (1 + Math.Sqrt(k)), (kernels, memory) => kernels.MatMul(
                            memory.Random(transposeX ? [batch, k, m] : [batch, m, k]),
                            memory.Random(transposeW ? [batch, n, k] : [batch, k, n]),
                            memory.Output([batch, m, n], accumulate), shape, accumulate));
                    }
                }
            }
        }
    }
}
