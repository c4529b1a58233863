namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>The two classes, numbered as the models are trained.</summary>
internal static class AfClass
{
    /// <summary>Label of atrial fibrillation.</summary>
    public const int Fibrillation = 0;

    /// <summary>Label of normal rhythm.</summary>
    public const int Normal = 1;

    /// <summary>Names by label.</summary>
    public static IReadOnlyList<string> Names { get; } = ["AF", "Normal"];
}
