namespace DeepHealth.Eddl.Tests;

/// <summary>The gradient table: at least one row per public op of <see cref="Tensor"/> and <see cref="Functional"/>.</summary>
internal static partial class GradientCases
{
    /// <summary>All rows by name.</summary>
    public static IReadOnlyDictionary<string, GradientCase> All { get; } =
        Elementwise().Concat(Structure()).Concat(Network()).Concat(Recurrent()).ToDictionary(row => row.Name);
}
