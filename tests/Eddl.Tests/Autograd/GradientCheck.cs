using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Compares the gradients of a case with differences of its values.</summary>
internal sealed class GradientCheck
{
    // A power of two: values on the grid of 2^-10 plus or minus one or two steps are exact in Float32.
    private const float Step = 1f / 32;
    private const double GoldenRatio = 0.6180339887498949;

    private readonly GradientCase _case;
    private readonly Tensor[] _memories;
    private readonly Tensor[] _leaves;
    private readonly Tensor[] _positions;
    private readonly InputLayout _layout;

    public GradientCheck(GradientCase gradientCase, InputLayout layout, Device device)
    {
        _case = gradientCase;
        _layout = layout;
        _memories = new Tensor[gradientCase.Inputs.Length];
        _leaves = new Tensor[_memories.Length];
        _positions = new Tensor[_memories.Length];
        for (int i = 0; i < _memories.Length; i++)
        {
            GradientInput input = gradientCase.Inputs[i];
            Shape shape = layout.LeafShape(input.Shape);
            _memories[i] = Tensor.From([.. Enumerable.Range(0, shape.ElementCount).Select(k => (float)input.Value(k, shape.ElementCount))], shape, device);
            _leaves[i] = layout.Leaf(_memories[i]);

            // The same view of a leaf that holds its own positions tells which elements the op reads.
            Tensor numbered = layout.Leaf(Tensor.From([.. Enumerable.Range(0, shape.ElementCount)], shape, device));
            _positions[i] = layout.View(numbered, input.Shape).Contiguous();
        }
    }

    /// <summary>The gradients of all leaves, in the order of their memory, of <c>Σ r·y</c> with fixed numbers r.</summary>
    public float[][] Gradients()
    {
        foreach (Tensor leaf in _leaves)
        {
            leaf.RequiresGrad = true;
        }

        Tensor y = Apply();
        (y * Tensor.From([.. Enumerable.Range(0, y.Count).Select(i => (float)Weight(i))], y.Shape, y.Device)).Sum().Backward();
        return [.. _leaves.Select(leaf => _layout.Leaf(leaf.Grad!).ToArray())];
    }

    /// <summary>Asserts that the gradients equal central differences of fourth order, whose sums are taken in double.</summary>
    /// <param name="tolerance">Largest difference, relative to the largest gradient of an operand, or absolute below 1.</param>
    public void AssertEqualsDifferences(double tolerance)
    {
        float[][] gradients = Gradients();
        using (Eddl.Gradients.Off())
        {
            for (int input = 0; input < _leaves.Length; input++)
            {
                HashSet<int> read = [.. _positions[input].AsSpan<int>()];
                double scale = Math.Max(1, gradients[input].Select(Math.Abs).DefaultIfEmpty(0).Max());
                for (int i = 0; i < gradients[input].Length; i++)
                {
                    double expected = read.Contains(i) ? Difference(_memories[input].AsSpan<float>(), i) : 0;
                    Assert.True(
                        Math.Abs(expected - gradients[input][i]) <= tolerance * scale,
                        $"{_case.Name}, {_layout}: the gradient of element {i} of operand {input} is {gradients[input][i]}, the differences say {expected}.");
                }
            }
        }
    }

    private double Difference(Span<float> memory, int i)
    {
        float value = memory[i];
        double At(Span<float> elements, float there)
        {
            elements[i] = there;
            return Loss();
        }

        double near = At(memory, value + Step) - At(memory, value - Step);
        double far = At(memory, value + (2 * Step)) - At(memory, value - (2 * Step));
        memory[i] = value;
        return ((8 * near) - far) / (12 * Step);
    }

    private double Loss()
    {
        float[] y = Apply().ToArray();
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += Weight(i) * y[i];
        }

        return sum;
    }

    private Tensor Apply()
    {
        Tensor[] operands = new Tensor[_leaves.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = _layout.View(_leaves[i], _case.Inputs[i].Shape);
        }

        return _case.Apply(operands);
    }

    // Different for every element, of both signs, exact in Float32.
    private static double Weight(int i) => Math.Round((((i + 1) * GoldenRatio % 1) - 0.4) * 512) / 256;
}
