namespace DeepHealth.Eddl;

/// <summary>Softmax, or its logarithm, over the last axis.</summary>
internal sealed class SoftmaxNode(Tensor x, bool logarithm) : OpNode(logarithm ? "LogSoftmax" : "Softmax", x)
{
    public override void Forward(Kernels kernels) => kernels.Softmax(Inputs[0], Output, logarithm);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            kernels.SoftmaxGradient(Output, Output.OutputGradient(), dx, logarithm, accumulate);
        }
    }
}
