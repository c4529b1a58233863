namespace DeepHealth.Eddl;

/// <summary>Gated recurrent units over a batch of sequences, in one direction, from a state of zeros.</summary>
internal sealed class GruNode(Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? biasInput, Tensor? biasHidden, RecurrentShape shape)
    : RecurrentNode(
        "GRU", shape, 3,
        biasInput is null || biasHidden is null ? [x, weightInput, weightHidden] : [x, weightInput, weightHidden, biasInput, biasHidden])
{
    private Tensor? _drecurrent;

    public override void Forward(Kernels kernels)
    {
        bool hasBias = Inputs.Count > 3;
        kernels.Gru(Inputs[0], Inputs[1], Inputs[2], hasBias ? Inputs[3] : null, hasBias ? Inputs[4] : null, Output, Tape, Sizes);
    }

    protected override Tensor BackwardSteps(Kernels kernels, RecurrentTape tape, Tensor dy, Tensor dgates)
    {
        _drecurrent ??= NewSteps(3);
        kernels.GruGradient(Inputs[2], tape, dy, dgates, _drecurrent, Sizes);
        return _drecurrent;
    }
}
