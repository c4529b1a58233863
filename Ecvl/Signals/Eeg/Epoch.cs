namespace DeepHealth.Ecvl.Signals;

/// <summary>A stretch of all channels around an event.</summary>
/// <param name="Event">Which event, as an index into those given.</param>
/// <param name="Samples">Samples by channel, baseline removed.</param>
public sealed record Epoch(int Event, double[][] Samples);
