namespace DeepHealth.Eddl;

/// <summary>Root mean squared error: <c>√(Σ(y − t)² / n)</c> over all elements, in the unit of the target; NaN without elements.</summary>
/// <param name="name">Name in progress lines, histories and result files.</param>
public sealed class RootMeanSquaredError(string name = "rootMeanSquaredError") : ErrorMetric(name)
{
    /// <inheritdoc/>
    public override double Value => Count == 0 ? double.NaN : Math.Sqrt(Sum / Count);

    /// <inheritdoc/>
    protected override double Term(double difference) => difference * difference;
}
