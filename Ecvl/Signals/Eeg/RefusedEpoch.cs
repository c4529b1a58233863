namespace DeepHealth.Ecvl.Signals;

/// <summary>An epoch that was left out.</summary>
/// <param name="Event">Which event, as an index into those given.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Channels">Labels of the channels at fault; empty where the epoch reaches beyond the signals.</param>
public sealed record RefusedEpoch(int Event, EpochReasons Reasons, IReadOnlyList<string> Channels);
