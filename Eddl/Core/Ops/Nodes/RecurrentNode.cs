using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A recurrent layer in one direction: what <see cref="LstmNode"/> and <see cref="GruNode"/> share.</summary>
/// <remarks>Everything is kept in the order of computation, <c>[T, N, …]</c>: then one product multiplies the inputs of all steps, the matrices of
/// a step are contiguous, and one product sums each weight's gradient over all steps. Memory is made once; a replay allocates nothing.
/// Inputs: x <c>[N, T, F]</c>, weightInput <c>[F, G·H]</c>, weightHidden <c>[H, G·H]</c>, then biases <c>[G·H]</c>.</remarks>
internal abstract class RecurrentNode : OpNode
{
    private readonly bool _returnSequences;
    private readonly bool _reversed;
    private readonly int _gates;
    private readonly Tensor _xOrdered;
    private readonly Tensor _x;
    private readonly Tensor _result;
    private StepBuffer? _dhidden;
    private StepBuffer? _dsums;
    private Tensor? _dyOrdered;
    private Tensor? _dx;
    private Tensor? _dxOrdered;

    /// <param name="name">Name of the op.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="gates">Sums per cell, G.</param>
    /// <param name="returnSequences">Whether the output is h of every step or of the last one.</param>
    /// <param name="reversed">Whether the last step of x is computed first.</param>
    /// <param name="inputs">x, weights, biases.</param>
    protected RecurrentNode(string name, RecurrentShape shape, int gates, bool returnSequences, bool reversed, Tensor[] inputs)
        : base(name, inputs)
    {
        Sizes = shape;
        _gates = gates;
        _returnSequences = returnSequences;
        _reversed = reversed;
        Tensor x = inputs[0];
        _xOrdered = new Tensor(x.Storage, InOrder(x.Layout));
        _x = new Tensor([shape.Steps, shape.Batch, shape.Features], DType.Float32, x.Device);
        Sums = NewSteps(gates);
        Hidden = NewSteps(1);
        _result = returnSequences ? new Tensor(Hidden.All.Storage, OutOfOrder(Hidden.All.Layout)) : Hidden[shape.Steps - 1];
    }

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>
    {
        ["hidden_size"] = Sizes.Units,
        ["direction"] = _reversed ? "reverse" : "forward",
        ["sequences"] = _returnSequences,
    };

    /// <summary>Sizes of the layer.</summary>
    protected RecurrentShape Sizes { get; }

    /// <summary>Products of the inputs with their weights before a step, its activations after it; <c>[N, G·H]</c>.</summary>
    protected StepBuffer Sums { get; }

    /// <summary>State after each step, <c>[N, H]</c>.</summary>
    protected StepBuffer Hidden { get; }

    /// <summary>The gradient of what the recurrent product was added to.</summary>
    protected abstract StepBuffer RecurrentGradient { get; }

    /// <summary>Gradient of <see cref="Sums"/>.</summary>
    protected StepBuffer SumsGradient => _dsums ??= NewSteps(_gates);

    /// <summary>Gradient of <see cref="Hidden"/>, as far as it is summed yet.</summary>
    protected StepBuffer HiddenGradient => _dhidden ??= NewSteps(1);

    public override void Forward(Kernels kernels)
    {
        kernels.Copy(_xOrdered, _x, accumulate: false);
        int rows = Sizes.Steps * Sizes.Batch;
        kernels.MatMul(_x, Inputs[1], Sums.All, new MatMulShape(1, rows, Columns, Sizes.Features, TransposeX: false, TransposeW: false), accumulate: false);
        for (int step = 0; step < Sizes.Steps; step++)
        {
            ForwardStep(kernels, step);
        }

        kernels.Copy(_result, Output, accumulate: false);
    }

    public override void Backward(Kernels kernels)
    {
        TakeOutputGradient(kernels, Output.OutputGradient());
        for (int step = Sizes.Steps - 1; step >= 0; step--)
        {
            BackwardStep(kernels, step);
            if (step > 0)
            {
                // dh' += dq · weightHiddenᵀ
                MatMulShape product = new(1, Sizes.Batch, Sizes.Units, Columns, TransposeX: false, TransposeW: true);
                kernels.MatMul(RecurrentGradient[step], Inputs[2], HiddenGradient[step - 1], product, accumulate: true);
            }
        }

        AddWeightGradients(kernels);
        AddBiasGradients(kernels);
        AddInputGradient(kernels);
    }

    /// <summary>Computes one step from <see cref="Sums"/> and the state before.</summary>
    protected abstract void ForwardStep(Kernels kernels, int step);

    /// <summary>Computes the gradients of one step's sums from <see cref="HiddenGradient"/>.</summary>
    protected abstract void BackwardStep(Kernels kernels, int step);

    /// <summary>Writes the gradients of the biases.</summary>
    protected abstract void AddBiasGradients(Kernels kernels);

    /// <summary>Writes <c>y (+)= state · weightHidden</c>.</summary>
    protected void Recur(Kernels kernels, Tensor state, Tensor y, bool accumulate)
        => kernels.MatMul(state, Inputs[2], y, new MatMulShape(1, Sizes.Batch, Columns, Sizes.Units, TransposeX: false, TransposeW: false), accumulate);

    /// <summary>Sums a gradient over all steps and sequences into the gradient of a bias, if it needs one.</summary>
    protected void AddBiasGradient(Kernels kernels, int input, StepBuffer gradient)
    {
        if (TryTakeGradient(input, out Tensor? dbias, out bool accumulate))
        {
            kernels.ChannelSum(gradient.All, dbias, new ChannelShape(Sizes.Steps * Sizes.Batch, Columns, 1), accumulate);
        }
    }

    /// <summary>Memory for every step, with <paramref name="numbers"/> per cell.</summary>
    protected StepBuffer NewSteps(int numbers) => new(Sizes.Steps, Sizes.Batch, Sizes.Units * numbers, InputSpan[0].Device);

    private int Columns => _gates * Sizes.Units;

    private void TakeOutputGradient(Kernels kernels, Tensor dy)
    {
        if (_returnSequences)
        {
            _dyOrdered ??= new Tensor(dy.Storage, InOrder(dy.Layout));
            kernels.Copy(_dyOrdered, HiddenGradient.All, accumulate: false);
            return;
        }

        kernels.Fill(HiddenGradient.All, 0);
        kernels.Copy(dy, HiddenGradient[Sizes.Steps - 1], accumulate: false);
    }

    private void AddWeightGradients(Kernels kernels)
    {
        int rows = Sizes.Steps * Sizes.Batch;
        if (TryTakeGradient(1, out Tensor? dweight, out bool accumulate))
        {
            MatMulShape product = new(1, Sizes.Features, Columns, rows, TransposeX: true, TransposeW: false);
            kernels.MatMul(_x, SumsGradient.All, dweight, product, accumulate);
        }

        if (TryTakeGradient(2, out dweight, out accumulate))
        {
            // The state before the first step is 0: the others meet the gradients of the step after them.
            MatMulShape product = new(1, Sizes.Units, Columns, rows - Sizes.Batch, TransposeX: true, TransposeW: false);
            kernels.MatMul(Hidden.All, RecurrentGradient.AfterFirst, dweight, product, accumulate);
        }
    }

    private void AddInputGradient(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            _dx ??= new Tensor(_x.Shape, DType.Float32, _x.Device);
            _dxOrdered ??= new Tensor(_dx.Storage, OutOfOrder(_dx.Layout));
            MatMulShape product = new(1, Sizes.Steps * Sizes.Batch, Sizes.Features, Columns, TransposeX: false, TransposeW: true);
            kernels.MatMul(SumsGradient.All, Inputs[1], _dx, product, accumulate: false);
            kernels.Copy(_dxOrdered, dx, accumulate);
        }
    }

    /// <summary><c>[N, T, …]</c> seen in the order of computation, <c>[T, N, …]</c>.</summary>
    private Layout InOrder(Layout layout) => Directed(layout.Transpose(0, 1));

    /// <summary><c>[T, N, …]</c> in the order of computation seen as <c>[N, T, …]</c>.</summary>
    private Layout OutOfOrder(Layout layout) => Directed(layout).Transpose(0, 1);

    private Layout Directed(Layout layout) => _reversed ? layout.Slice(0, Sizes.Steps - 1, Sizes.Steps, -1) : layout;
}
