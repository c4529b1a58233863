namespace DeepHealth.Ecvl.Signals;

/// <summary>A time-stamped annotation list: one onset, perhaps a duration, and the texts that happen then.</summary>
internal sealed record EdfTal(decimal Onset, decimal? Duration, string[] Texts);
