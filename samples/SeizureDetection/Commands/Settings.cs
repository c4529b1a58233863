namespace DeepHealth.Samples.SeizureDetection.Commands;

/// <summary>What all steps share.</summary>
/// <param name="Data">Root of the corpus.</param>
/// <param name="Output">Where results go.</param>
/// <param name="Workers">Threads.</param>
/// <param name="IsCompatible">Whether features have the original's time axis.</param>
/// <param name="MetricsFile">Where Prometheus metrics go, or null.</param>
internal sealed record Settings(string Data, string Output, int Workers, bool IsCompatible = false, string? MetricsFile = null);
