namespace DeepHealth.Eddl;

/// <summary>Multiplies the learning rate by a factor per epoch.</summary>
/// <param name="factor">The factor for an epoch, counted from 0.</param>
public sealed class LearningRateByEpoch(Func<int, double> factor) : Callback
{
    /// <inheritdoc/>
    public override void OnStart(TrainingContext context) => OnEpochEnd(context);

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Model.Optimizer.RateFactor = factor(context.History.Epochs.Count);
    }
}
