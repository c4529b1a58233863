namespace DeepHealth.Eddl;

/// <summary>Multiplies the learning rate by a factor each time a figure has not improved for some epochs.</summary>
/// <param name="monitor">Name of the figure, such as <c>val_loss</c>.</param>
/// <param name="factor">Factor, above 0 to below 1.</param>
/// <param name="patience">Epochs without improvement that are tolerated, at least 1.</param>
/// <param name="higherIsBetter">Whether a larger value is the better one; where null, what the metric of that name says, and no for a loss.</param>
public sealed class ReduceRateOnPlateau(string monitor = "val_loss", double factor = 0.5, int patience = 3, bool? higherIsBetter = null) : Callback
{
    private readonly int _patience = Check.AtLeastOne("ReduceRateOnPlateau", patience, nameof(patience));
    private readonly double _factor = factor is > 0 and < 1
        ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, $"ReduceRateOnPlateau: the factor must lie between 0 and 1, it is {factor}.");

    /// <inheritdoc/>
    public override void OnStart(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Model.Optimizer.RateFactor = FactorAfter(context);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No epoch has the monitored figure.</exception>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Monitored.Require("ReduceRateOnPlateau", monitor, context.History);
        context.Model.Optimizer.RateFactor = FactorAfter(context);
    }

    /// <summary>The factor follows from the whole history, so that it needs no saving.</summary>
    private double FactorAfter(TrainingContext context)
    {
        bool higher = Monitored.HigherIsBetter(monitor, context.Model, higherIsBetter);
        double result = 1;
        double best = double.NaN;
        int waited = 0;
        foreach (double value in context.History[monitor])
        {
            if (double.IsNaN(best) || (higher ? value > best : value < best))
            {
                best = value;
                waited = 0;
            }
            else if (++waited >= _patience)
            {
                result *= _factor;
                waited = 0;
            }
        }

        return result;
    }
}
