using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Softmax, cross-entropy and their gradients, with ordinary, large and infinite logits.</summary>
internal static class SoftmaxCases
{
    // Results up to 1 with a few roundings; logarithms and losses relative to their size.
    private const double Tolerance = 3e-6;

    // The mean of up to 3000 row losses of a few units.
    private const double LossTolerance = 1e-5;

    private static readonly (int Rows, int Classes)[] s_sizes =
        [(0, 5), (1, 1), (3, 2), (5, 7), (3, 15), (7, 16), (5, 17), (33, 31), (4, 33), (2, 1000), (400, 101), (20_011, 2)];

    public static IEnumerable<KernelCase> All()
    {
        foreach ((int rows, int classes) in s_sizes)
        {
            foreach (string content in (string[])["ordinary", "large", "infinite"])
            {
                foreach (bool logarithm in (bool[])[false, true])
                {
                    string name = $"{(logarithm ? "logarithm " : "")}{rows} {classes} {content}";
                    yield return new($"Softmax {name}", Tolerance, (kernels, memory)
                        => kernels.Softmax(Logits(memory, rows, classes, content), memory.Output([rows, classes]), logarithm));
                    foreach (bool accumulate in (bool[])[false, true])
                    {
                        // The sum of up to 1000 gradients below 1 enters every element.
                        yield return new($"SoftmaxGradient {name}{(accumulate ? " accumulate" : "")}", 10 * Tolerance, (kernels, memory) =>
                        {
                            Tensor y = memory.Output([rows, classes]);
                            Device.Reference.Kernels.Softmax(Logits(memory, rows, classes, content), y, logarithm);
                            kernels.SoftmaxGradient(y, memory.Random([rows, classes]), memory.Output([rows, classes], accumulate), logarithm, accumulate);
                        });
                    }
                }
            }
        }

        foreach ((int rows, int classes) in ((int, int)[])[(1, 1), (1, 2), (5, 3), (16, 10), (33, 17), (64, 5), (3, 1000), (3000, 14)])
        {
            foreach (bool hasWeights in (bool[])[false, true])
            {
                foreach (float smoothing in (float[])[0, 0.1f])
                {
                    foreach (string content in (string[])["ordinary", "large"])
                    {
                        string name = $"{rows} {classes} {content}{(hasWeights ? " weights" : "")}{(smoothing > 0 ? " smoothing" : "")}";
                        yield return new($"CrossEntropy {name}", LossTolerance, (kernels, memory) => kernels.CrossEntropy(
                            Logits(memory, rows, classes, content), memory.Integers([rows], classes), Weights(memory, classes, hasWeights),
                            memory.Output([rows, classes]), memory.Output([1]), smoothing));
                        foreach (bool accumulate in (bool[])[false, true])
                        {
                            yield return new($"CrossEntropyGradient {name}{(accumulate ? " accumulate" : "")}", Tolerance, (kernels, memory) =>
                            {
                                Tensor probabilities = memory.Output([rows, classes]);
                                Device.Reference.Kernels.Softmax(Logits(memory, rows, classes, content), probabilities, logarithm: false);
                                kernels.CrossEntropyGradient(
                                    probabilities, memory.Integers([rows], classes), Weights(memory, classes, hasWeights), memory.Values<float>([1], DType.Float32, 1.75f),
                                    memory.Output([rows, classes], accumulate), smoothing, accumulate);
                            });
                        }
                    }
                }
            }
        }
    }

    private static Tensor? Weights(TestMemory memory, int classes, bool hasWeights) => hasWeights ? memory.Random([classes], 0.2f, 3) : null;

    /// <summary>Logits within ±4, within ±1000, or with one −∞ in every row of more than one class.</summary>
    private static Tensor Logits(TestMemory memory, int rows, int classes, string content)
    {
        float range = content == "large" ? 1000 : 4;
        float[] values = new float[rows * classes];
        new RandomSequence(5, 9).FillUniform(values, -range, range);
        for (int r = 0; content == "infinite" && classes > 1 && r < rows; r++)
        {
            values[(r * classes) + (r % classes)] = float.NegativeInfinity;
        }

        return memory.Values<float>([rows, classes], DType.Float32, values);
    }
}
