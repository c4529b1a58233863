using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A recurrent layer in one direction: what <see cref="LstmNode"/> and <see cref="GruNode"/> share.</summary>
/// <remarks>One kernel runs all steps forward, one runs them backward and keeps the gradients of every step's sums; then one product sums each
/// weight's gradient over all steps. Memory is made once; a replay allocates nothing.
/// Inputs: x <c>[N, T, F]</c>, weightInput <c>[F, G·H]</c>, weightHidden <c>[H, G·H]</c>, then biases <c>[G·H]</c>.</remarks>
internal abstract class RecurrentNode : OpNode
{
    private readonly int _gates;
    private readonly RecurrentTape? _tape;
    private Tensor? _dgates;

    /// <param name="name">Name of the op.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="gates">Sums per cell, G.</param>
    /// <param name="inputs">x, weights, biases.</param>
    protected RecurrentNode(string name, RecurrentShape shape, int gates, Tensor[] inputs)
        : base(name, inputs)
    {
        Sizes = shape;
        _gates = gates;
        if (Gradients.AreRecorded && Array.Exists(inputs, input => input.RequiresGrad))
        {
            _tape = new RecurrentTape(NewSteps(1), NewSteps(gates), NewSteps(1));
        }
    }

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>
    {
        ["hidden_size"] = Sizes.Units,
        ["direction"] = Sizes.Reversed ? "reverse" : "forward",
        ["sequences"] = Sizes.Sequences,
    };

    /// <summary>Sizes of the layer.</summary>
    protected RecurrentShape Sizes { get; }

    /// <summary>What the forward pass keeps; null where no gradient is recorded.</summary>
    protected RecurrentTape? Tape => _tape;

    public override void Backward(Kernels kernels)
    {
        RecurrentTape tape = _tape ?? throw new InvalidOperationException($"{Name}: the forward pass recorded nothing for a gradient.");
        _dgates ??= NewSteps(_gates);
        Tensor drecurrent = BackwardSteps(kernels, tape, Output.OutputGradient(), _dgates);
        int rows = Sizes.Batch * Sizes.Steps;
        int columns = _gates * Sizes.Units;
        if (TryTakeGradient(0, out Tensor? gradient, out bool accumulate))
        {
            kernels.MatMul(_dgates, Inputs[1], gradient, new MatMulShape(1, rows, Sizes.Features, columns, TransposeX: false, TransposeW: true), accumulate);
        }

        if (TryTakeGradient(1, out gradient, out accumulate))
        {
            kernels.MatMul(Inputs[0], _dgates, gradient, new MatMulShape(1, Sizes.Features, columns, rows, TransposeX: true, TransposeW: false), accumulate);
        }

        if (TryTakeGradient(2, out gradient, out accumulate))
        {
            kernels.MatMul(tape.States, drecurrent, gradient, new MatMulShape(1, Sizes.Units, columns, rows, TransposeX: true, TransposeW: false), accumulate);
        }

        for (int bias = 3; bias < InputSpan.Length; bias++)
        {
            if (TryTakeGradient(bias, out gradient, out accumulate))
            {
                kernels.ChannelSum(bias == 3 ? _dgates : drecurrent, gradient, new ChannelShape(rows, columns, 1), accumulate);
            }
        }
    }

    /// <summary>Computes the gradients of every step's sums.</summary>
    /// <returns>The gradient of what the recurrent product was added to.</returns>
    protected abstract Tensor BackwardSteps(Kernels kernels, RecurrentTape tape, Tensor dy, Tensor dgates);

    /// <summary>Memory for every step, with <paramref name="numbers"/> per cell.</summary>
    protected Tensor NewSteps(int numbers) => new([Sizes.Batch, Sizes.Steps, Sizes.Units * numbers], DType.Float32, InputSpan[0].Device);
}
