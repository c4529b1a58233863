namespace DeepHealth.Eddl;

/// <summary>Gated recurrent units over a batch of sequences, in one direction, from a state of zeros.</summary>
internal sealed class GruNode : RecurrentNode
{
    private readonly StepBuffer _recurrent;
    private readonly bool _hasBias;
    private StepBuffer? _drecurrent;

    public GruNode(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? biasInput, Tensor? biasHidden, RecurrentShape shape, bool returnSequences, bool reversed)
        : base(
            "GRU", shape, 3, returnSequences, reversed,
            biasInput is null || biasHidden is null ? [x, weightInput, weightHidden] : [x, weightInput, weightHidden, biasInput, biasHidden])
    {
        _hasBias = biasInput is not null;
        _recurrent = NewSteps(3);
    }

    protected override StepBuffer RecurrentGradient => _drecurrent ??= NewSteps(3);

    protected override void ForwardStep(Kernels kernels, int step)
    {
        Tensor? state = Hidden.Before(step);
        if (state is null)
        {
            kernels.Fill(_recurrent[step], 0);
        }
        else
        {
            Recur(kernels, state, _recurrent[step], accumulate: false);
        }

        kernels.GruCell(Sums[step], _recurrent[step], _hasBias ? Inputs[3] : null, _hasBias ? Inputs[4] : null, state, Hidden[step]);
    }

    protected override void BackwardStep(Kernels kernels, int step) => kernels.GruCellGradient(
        Sums[step], _recurrent[step], Hidden.Before(step), HiddenGradient[step], SumsGradient[step], RecurrentGradient[step], HiddenGradient.Before(step));

    protected override void AddBiasGradients(Kernels kernels)
    {
        if (_hasBias)
        {
            AddBiasGradient(kernels, 3, SumsGradient);
            AddBiasGradient(kernels, 4, RecurrentGradient);
        }
    }
}
