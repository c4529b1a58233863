namespace DeepHealth.Bench;

/// <summary>How often a benchmark does the work that its parameter states, such as the number of streams of an element-wise op.</summary>
/// <param name="factor">Above 0; 1 without the attribute.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WorkFactorAttribute(double factor) : Attribute
{
    /// <summary>Factor on the work.</summary>
    public double Factor { get; } = factor;
}
