namespace DeepHealth.Eddl;

/// <summary>Samples that are computed together.</summary>
/// <param name="Input"><c>[samples, …input]</c>.</param>
/// <param name="Target"><c>[samples, …target]</c>.</param>
public sealed record Batch(Tensor Input, Tensor Target)
{
    /// <summary>Number of samples.</summary>
    public int Count => Input.Shape[0];
}
