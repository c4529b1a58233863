using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A tensor inside a larger one that holds a constant elsewhere.</summary>
internal sealed class PadNode(Tensor x, Layout place, float value) : OpNode("Pad", x)
{
    private Tensor? _slice;

    public override void Forward(Kernels kernels)
    {
        kernels.Fill(Output, value);
        kernels.CopyTo(Inputs[0], Output, place, accumulate: false);
    }

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            _slice ??= new Tensor(Output.OutputGradient().Storage, place);
            kernels.Copy(_slice, dx, accumulate);
        }
    }
}
