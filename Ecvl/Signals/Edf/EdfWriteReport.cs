namespace DeepHealth.Ecvl.Signals;

/// <summary>What became of a written file.</summary>
/// <param name="Header">The header as a reader finds it, with all choices made.</param>
/// <param name="ClippedSamples">Samples that were stored as an end of their range.</param>
/// <param name="MissingSamples">NaN samples that were stored as the lowest value.</param>
/// <param name="PaddedSamples">Samples added at the end to fill the last data record, with the value nearest to physical 0.</param>
public sealed record EdfWriteReport(EdfHeader Header, long ClippedSamples, long MissingSamples, long PaddedSamples);
