namespace DeepHealth.Bench;

/// <summary>The rate that a suite reports: work of one call over its shortest time.</summary>
/// <param name="unit">Name of the column, such as <c>GFLOP/s</c>.</param>
/// <param name="scale">Work per second that counts as 1, such as 1e9.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RateAttribute(string unit, double scale) : Attribute
{
    /// <summary>Name of the column.</summary>
    public string Unit { get; } = unit;

    /// <summary>Work per second that counts as 1.</summary>
    public double Scale { get; } = scale;
}
