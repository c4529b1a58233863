namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>A record that could not be used.</summary>
/// <param name="Name">Name of the record.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record SkippedRecord(string Name, string Reason);
