using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public static partial class Functional
{
    /// <summary>Long short-term memory in one direction, from a state of zeros:
    /// <c>i, f, o = σ(…)</c>, <c>g = tanh(…)</c>, <c>c = f·c' + i·g</c>, <c>h = o·tanh(c)</c>.</summary>
    /// <remarks>Hochreiter and Schmidhuber, "Long Short-Term Memory", Neural Computation 1997; forget gate by Gers, Schmidhuber and Cummins, 2000.
    /// Gates stand in the order i, f, g, o, as in PyTorch; its two biases are one here, their sum.</remarks>
    /// <param name="x"><c>[N, T, F]</c>.</param>
    /// <param name="weightInput"><c>[F, 4·H]</c>.</param>
    /// <param name="weightHidden"><c>[H, 4·H]</c>.</param>
    /// <param name="bias"><c>[4·H]</c>, or null.</param>
    /// <param name="returnSequences">Whether h of every step is returned, or of the last computed one.</param>
    /// <param name="reversed">Whether the sequence is run from its end to its start.</param>
    /// <returns><c>[N, T, H]</c>, in the order of x also if reversed; or <c>[N, H]</c>.</returns>
    /// <exception cref="ShapeException">There is no time step or no feature, or weights or bias do not fit.</exception>
    public static Tensor Lstm(Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? bias, bool returnSequences = true, bool reversed = false)
    {
        RecurrentShape shape = RecurrentShapeOf("Lstm", 4, x, weightInput, weightHidden, bias) with { Sequences = returnSequences, Reversed = reversed };
        LstmNode node = new(x.Contiguous(), weightInput.Contiguous(), weightHidden.Contiguous(), bias?.Contiguous(), shape);
        return Recorder.Run(node, ResultOf(shape));
    }

    /// <summary>Gated recurrent units in one direction, from a state of zeros:
    /// <c>r, z = σ(…)</c>, <c>n = tanh(x·W + b + r·(h'·U + c))</c>, <c>h = (1 − z)·n + z·h'</c>.</summary>
    /// <remarks>Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation", EMNLP 2014, with the
    /// reset gate behind the recurrent product. Gates stand in the order r, z, n, as in PyTorch.</remarks>
    /// <param name="x"><c>[N, T, F]</c>.</param>
    /// <param name="weightInput"><c>[F, 3·H]</c>.</param>
    /// <param name="weightHidden"><c>[H, 3·H]</c>.</param>
    /// <param name="biasInput"><c>[3·H]</c>, or null with biasHidden.</param>
    /// <param name="biasHidden"><c>[3·H]</c>, or null with biasInput.</param>
    /// <param name="returnSequences">Whether h of every step is returned, or of the last computed one.</param>
    /// <param name="reversed">Whether the sequence is run from its end to its start.</param>
    /// <returns><c>[N, T, H]</c>, in the order of x also if reversed; or <c>[N, H]</c>.</returns>
    /// <exception cref="ShapeException">There is no time step or no feature, or weights or biases do not fit.</exception>
    /// <exception cref="ArgumentException">Only one bias is given.</exception>
    public static Tensor Gru(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? biasInput, Tensor? biasHidden, bool returnSequences = true, bool reversed = false)
    {
        RecurrentShape shape = RecurrentShapeOf("Gru", 3, x, weightInput, weightHidden, biasInput) with { Sequences = returnSequences, Reversed = reversed };
        RequireGateBias("Gru", biasHidden, weightHidden);
        if (biasInput is null != biasHidden is null)
        {
            throw new ArgumentException($"Gru: {(biasInput is null ? "biasHidden is given without biasInput" : "biasInput is given without biasHidden")}; give both or neither.");
        }

        GruNode node = new(
            x.Contiguous(), weightInput.Contiguous(), weightHidden.Contiguous(), biasInput?.Contiguous(), biasHidden?.Contiguous(), shape);
        return Recorder.Run(node, ResultOf(shape));
    }

    private static Shape ResultOf(RecurrentShape shape)
        => shape.Sequences ? [shape.Batch, shape.Steps, shape.Units] : [shape.Batch, shape.Units];

    private static RecurrentShape RecurrentShapeOf(string operation, int gates, Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? bias)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weightInput);
        ArgumentNullException.ThrowIfNull(weightHidden);
        x.RequireFloat32(operation);
        weightInput.RequireFloat32(operation);
        weightHidden.RequireFloat32(operation);
        if (x.Rank != 3 || x.Shape[1] < 1 || x.Shape[2] < 1)
        {
            throw new ShapeException($"{operation}: needs sequences [N, T, F] of at least one time step and one feature, the input is {x.Shape}.");
        }

        if (weightHidden.Rank != 2 || weightHidden.Shape[0] < 1 || weightHidden.Shape[1] != gates * weightHidden.Shape[0])
        {
            throw new ShapeException($"{operation}: weightHidden must be [H, {gates}·H] with at least one unit H, it is {weightHidden.Shape}.");
        }

        int units = weightHidden.Shape[0];
        if (weightInput.Shape != new Shape(x.Shape[2], gates * units))
        {
            throw new ShapeException(
                $"{operation}: weightInput {weightInput.Shape} does not fit the {x.Shape[2]} features of {x.Shape} and the {units} units of weightHidden {weightHidden.Shape}.");
        }

        RequireGateBias(operation, bias, weightHidden);
        return new RecurrentShape(x.Shape[0], x.Shape[1], x.Shape[2], units, Sequences: true, Reversed: false);
    }

    private static void RequireGateBias(string operation, Tensor? bias, Tensor weightHidden)
    {
        bias?.RequireFloat32(operation);
        if (bias is not null && bias.Shape != new Shape(weightHidden.Shape[1]))
        {
            throw new ShapeException($"{operation}: the bias {bias.Shape} does not have one value for each of the {weightHidden.Shape[1]} columns of weightHidden.");
        }
    }
}
