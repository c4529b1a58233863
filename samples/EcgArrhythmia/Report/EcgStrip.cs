namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>An example record with its prediction.</summary>
/// <param name="Title">Name of the record.</param>
/// <param name="TrueClass">Class of the reference, or null where it is not known.</param>
/// <param name="PredictedClass">Class with the highest probability.</param>
/// <param name="Probabilities">Probability of every class.</param>
/// <param name="RateHz">Sampling rate in Hz, above 0.</param>
/// <param name="Samples">Signal in the unit of <paramref name="Scale"/>; the first ten seconds are drawn. Samples that are not finite leave a gap.</param>
/// <param name="Scale">Unit and height of the samples.</param>
public sealed record EcgStrip(
    string Title,
    string? TrueClass,
    string PredictedClass,
    IReadOnlyList<ClassProbability> Probabilities,
    double RateHz,
    float[] Samples,
    EcgScale Scale);
