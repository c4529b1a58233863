namespace DeepHealth.Eddl;

/// <summary>What training minimises.</summary>
public abstract class Loss
{
    /// <summary>Name in summaries and messages.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The loss of a batch, averaged over its samples.</summary>
    /// <param name="prediction">Output of the network.</param>
    /// <param name="target">What the output should be.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="Numerics.ShapeException">Prediction and target do not fit.</exception>
    public abstract Tensor Forward(Tensor prediction, Tensor target);

    /// <summary>What the network's output means: probabilities for classification, the output itself otherwise.</summary>
    /// <param name="prediction">Output of the network.</param>
    public virtual Tensor Scores(Tensor prediction) => prediction;
}
