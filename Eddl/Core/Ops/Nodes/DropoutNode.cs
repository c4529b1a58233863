namespace DeepHealth.Eddl;

/// <summary>Zeroes a random part of the elements and scales the rest; the mask is drawn anew from the clock's step on every run.</summary>
internal sealed class DropoutNode(Tensor x, StepClock clock, uint stream, float rate) : OpNode("Dropout", x)
{
    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["ratio"] = rate };

    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => false;

    public override void Forward(Kernels kernels) => kernels.Dropout(Inputs[0], Output, clock.Draw(stream), rate, accumulate: false);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            // The same numbers as in the forward pass: they are addressed by (seed, stream, step, position).
            kernels.Dropout(Output.OutputGradient(), dx, clock.Draw(stream), rate, accumulate);
        }
    }
}
