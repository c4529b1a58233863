namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>A record that may be used, not yet read.</summary>
/// <param name="Name">Name of the record.</param>
/// <param name="Label">Its class.</param>
/// <param name="Read">Reads its samples at 300 Hz, as stored; throws the exceptions of the file format.</param>
internal sealed record AfCandidate(string Name, int Label, Func<double[]> Read);
