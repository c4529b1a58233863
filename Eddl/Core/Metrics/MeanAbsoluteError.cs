namespace DeepHealth.Eddl;

/// <summary>Mean absolute error: <c>Σ|y − t| / n</c> over all elements, in the unit of the target; NaN without elements.</summary>
/// <param name="name">Name in progress lines, histories and result files.</param>
public sealed class MeanAbsoluteError(string name = "meanAbsoluteError") : ErrorMetric(name)
{
    /// <inheritdoc/>
    public override double Value => Count == 0 ? double.NaN : Sum / Count;

    /// <inheritdoc/>
    protected override double Term(double difference) => Math.Abs(difference);
}
