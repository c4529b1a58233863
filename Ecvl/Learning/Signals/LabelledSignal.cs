namespace DeepHealth.Ecvl.Learning;

/// <summary>One single-lead signal with its class.</summary>
/// <param name="Name">Name of the record, for messages.</param>
/// <param name="Subject">Who it was recorded from: records of one subject must not stand on both sides of a split.</param>
/// <param name="RateHz">Samples per second.</param>
/// <param name="Samples">The signal.</param>
/// <param name="Label">Class, from 0.</param>
public sealed record LabelledSignal(string Name, string Subject, double RateHz, float[] Samples, int Label);
