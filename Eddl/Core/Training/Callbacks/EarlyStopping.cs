namespace DeepHealth.Eddl;

/// <summary>Stops training once a figure has not improved for some epochs.</summary>
/// <param name="monitor">Name of the figure, such as <c>val_loss</c>.</param>
/// <param name="patience">Epochs without improvement that are tolerated, at least 1.</param>
/// <param name="higherIsBetter">Whether a larger value is the better one; where null, what the metric of that name says, and no for a loss.</param>
/// <param name="minimumGain">Smaller improvements do not count, at least 0.</param>
public sealed class EarlyStopping(string monitor = "val_loss", int patience = 5, bool? higherIsBetter = null, double minimumGain = 0) : Callback
{
    private readonly int _patience = Check.AtLeastOne("EarlyStopping", patience, nameof(patience));
    private readonly double _minimumGain = minimumGain >= 0
        ? minimumGain
        : throw new ArgumentOutOfRangeException(
            nameof(minimumGain), minimumGain, FormattableString.Invariant($"EarlyStopping: the minimum gain must be at least 0, it is {minimumGain}."));

    /// <inheritdoc/>
    public override void OnStart(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.History.Epochs.Count > 0)
        {
            // A resumed run may have been about to stop.
            OnEpochEnd(context);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No epoch has the monitored figure.</exception>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Monitored.Require("EarlyStopping", monitor, context.History);
        int best = context.History.BestEpoch(monitor, Monitored.HigherIsBetter(monitor, context.Model, higherIsBetter), _minimumGain);
        int waited = context.History.Epochs.Count - 1 - best;
        if (waited >= _patience)
        {
            context.Stop(best < 0
                ? FormattableString.Invariant($"{monitor} was no number for {waited} epochs")
                : FormattableString.Invariant($"{monitor} has not improved for {waited} epochs; the best was epoch {best + 1}"));
        }
    }
}
