using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Layer or group normalisation.</summary>
internal sealed class GroupNormNode : NormalizationNode
{
    private readonly GroupNormShape _shape;
    private readonly float _epsilon;
    private readonly Tensor _mean;
    private readonly Tensor _inverseDeviation;

    public GroupNormNode(string name, Tensor x, Tensor? gamma, Tensor? beta, GroupNormShape shape, float epsilon)
        : base(name, x, gamma, beta)
    {
        _shape = shape;
        _epsilon = epsilon;
        _mean = new Tensor(new Shape(shape.Rows), DType.Float32, x.Device);
        _inverseDeviation = new Tensor(new Shape(shape.Rows), DType.Float32, x.Device);
    }

    public override IReadOnlyDictionary<string, object> Attributes
        => new Dictionary<string, object> { ["epsilon"] = _epsilon, ["num_groups"] = _shape.Groups };

    public override void Forward(Kernels kernels)
        => kernels.GroupNorm(Inputs[0], Gamma, Beta, _mean, _inverseDeviation, Output, _shape, _epsilon);

    public override void Backward(Kernels kernels)
    {
        bool accumulateAffine = TakeAffineGradients(kernels, out Tensor? dgamma, out Tensor? dbeta);
        TryTakeGradient(0, out Tensor? dx, out bool accumulate);
        kernels.GroupNormGradient(
            Inputs[0], Output.OutputGradient(), Gamma, _mean, _inverseDeviation, dx, dgamma, dbeta, _shape, accumulate, accumulateAffine);
    }
}
