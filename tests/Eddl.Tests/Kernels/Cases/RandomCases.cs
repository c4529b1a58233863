using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Dropout and random numbers: every device draws the same numbers, so all results are equal.</summary>
internal static class RandomCases
{
    public static IEnumerable<KernelCase> All()
    {
        foreach (int size in KernelCases.Sizes)
        {
            yield return new($"RandomUniform {size}", 0, (kernels, memory) => kernels.RandomUniform(memory.Output([size]), new RandomSequence(3, 4, 5), -2, 3));
            yield return new($"RandomNormal {size}", 0, (kernels, memory) => kernels.RandomNormal(memory.Output([size]), new RandomSequence(3, 4, 5), 1, 2));
            foreach (float rate in (float[])[0, 0.25f, 0.5f, 0.9f])
            {
                foreach (bool accumulate in (bool[])[false, true])
                {
                    yield return new($"Dropout {size} {rate}{(accumulate ? " accumulate" : "")}", accumulate ? 2e-7 : 0, (kernels, memory)
                        => kernels.Dropout(memory.Random([size]), memory.Output([size], accumulate), new RandomSequence(8, 1, 2), rate, accumulate));
                }
            }
        }
    }
}
