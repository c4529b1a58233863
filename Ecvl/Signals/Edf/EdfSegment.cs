namespace DeepHealth.Ecvl.Signals;

/// <summary>An unbroken stretch of a recording. A continuous file has one; EDF+D has one more than it has gaps.</summary>
/// <param name="StoredSeconds">Where the stretch begins on the axis of stored samples: what <see cref="SignalReadOptions.StartSeconds"/> takes.</param>
/// <param name="OnsetSeconds">When it began, in seconds from the first sample of the recording.</param>
/// <param name="DurationSeconds">Its length.</param>
public sealed record EdfSegment(double StoredSeconds, double OnsetSeconds, double DurationSeconds);
