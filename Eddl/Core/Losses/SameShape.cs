using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The check of losses that compare element by element: broadcasting here would hide a mistake.</summary>
internal static class SameShape
{
    public static void Require(string loss, Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Shape != target.Shape)
        {
            throw new ShapeException($"{loss}: the prediction {prediction.Shape} and the target {target.Shape} must have the same shape.");
        }
    }
}
