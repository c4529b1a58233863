namespace DeepHealth.Eddl;

/// <summary>Long short-term memory over a batch of sequences, in one direction, from a state of zeros.</summary>
internal sealed class LstmNode : RecurrentNode
{
    private readonly StepBuffer _cell;
    private readonly bool _hasBias;
    private Tensor? _dcell;

    public LstmNode(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? bias, RecurrentShape shape, bool returnSequences, bool reversed)
        : base("LSTM", shape, 4, returnSequences, reversed, bias is null ? [x, weightInput, weightHidden] : [x, weightInput, weightHidden, bias])
    {
        _hasBias = bias is not null;
        _cell = NewSteps(1);
    }

    protected override StepBuffer RecurrentGradient => SumsGradient;

    protected override void ForwardStep(Kernels kernels, int step)
    {
        if (Hidden.Before(step) is { } state)
        {
            Recur(kernels, state, Sums[step], accumulate: true);
        }

        kernels.LstmCell(Sums[step], _hasBias ? Inputs[3] : null, _cell.Before(step), _cell[step], Hidden[step]);
    }

    protected override void BackwardStep(Kernels kernels, int step)
    {
        _dcell ??= new Tensor(Hidden[0].Shape, DType.Float32, Output.Device);
        if (step == Sizes.Steps - 1)
        {
            kernels.Fill(_dcell, 0);
        }

        kernels.LstmCellGradient(Sums[step], _cell.Before(step), _cell[step], HiddenGradient[step], _dcell, SumsGradient[step]);
    }

    protected override void AddBiasGradients(Kernels kernels)
    {
        if (_hasBias)
        {
            AddBiasGradient(kernels, 3, SumsGradient);
        }
    }
}
