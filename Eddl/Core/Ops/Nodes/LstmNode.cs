namespace DeepHealth.Eddl;

/// <summary>Long short-term memory over a batch of sequences, in one direction, from a state of zeros.</summary>
internal sealed class LstmNode(Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? bias, RecurrentShape shape)
    : RecurrentNode("LSTM", shape, 4, bias is null ? [x, weightInput, weightHidden] : [x, weightInput, weightHidden, bias])
{
    public override void Forward(Kernels kernels)
        => kernels.Lstm(Inputs[0], Inputs[1], Inputs[2], Inputs.Count > 3 ? Inputs[3] : null, Output, Tape, Sizes);

    protected override Tensor BackwardSteps(Kernels kernels, RecurrentTape tape, Tensor dy, Tensor dgates)
    {
        kernels.LstmGradient(Inputs[2], tape, dy, dgates, Sizes);
        return dgates;
    }
}
