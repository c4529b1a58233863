namespace DeepHealth.Eddl;

/// <summary>The same values in another element type. No gradient passes.</summary>
internal sealed class ConvertNode(Tensor x) : OpNode("Cast", x)
{
    public override void Forward(Kernels kernels) => kernels.Convert(Inputs[0], Output);

    public override void Backward(Kernels kernels)
    {
        // A conversion is to a type without gradients, or from one.
    }
}
