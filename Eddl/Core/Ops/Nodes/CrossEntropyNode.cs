namespace DeepHealth.Eddl;

/// <summary>Softmax cross-entropy of logits against class indices, averaged with class weights.</summary>
internal sealed class CrossEntropyNode : OpNode
{
    private readonly Tensor? _classWeights;
    private readonly Tensor _probabilities;
    private readonly float _smoothing;

    public CrossEntropyNode(Tensor logits, Tensor labels, Tensor? classWeights, float smoothing)
        : base("SoftmaxCrossEntropyLoss", logits, labels)
    {
        _classWeights = classWeights;
        _smoothing = smoothing;
        _probabilities = new Tensor(logits.Shape, DType.Float32, logits.Device);
    }

    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => input == 1;

    public override void Forward(Kernels kernels)
        => kernels.CrossEntropy(Inputs[0], Inputs[1], _classWeights, _probabilities, Output, _smoothing);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dlogits, out bool accumulate))
        {
            kernels.CrossEntropyGradient(_probabilities, Inputs[1], _classWeights, Output.OutputGradient(), dlogits, _smoothing, accumulate);
        }
    }
}
