namespace DeepHealth.Eddl;

/// <summary>Saves the model whenever a figure is the best so far.</summary>
/// <param name="path">File that is overwritten.</param>
/// <param name="monitor">Name of the figure, such as <c>val_loss</c>.</param>
/// <param name="higherIsBetter">Whether a larger value is the better one; where null, what the metric of that name says, and no for a loss.</param>
public sealed class BestCheckpoint(string path, string monitor = "val_loss", bool? higherIsBetter = null) : Callback
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No epoch has the monitored figure.</exception>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Monitored.Require("BestCheckpoint", monitor, context.History);
        if (context.History.BestEpoch(monitor, Monitored.HigherIsBetter(monitor, context.Model, higherIsBetter)) == context.History.Epochs.Count - 1)
        {
            context.Model.Save(path);
        }
    }
}
