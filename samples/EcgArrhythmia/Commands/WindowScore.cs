namespace DeepHealth.Samples.EcgArrhythmia.Commands;

/// <summary>Class probabilities of one stretch of a recording.</summary>
/// <param name="StartSeconds">Start, from the beginning of the recording.</param>
/// <param name="EndSeconds">End.</param>
/// <param name="Probabilities">Probability per class, in the order of the classes.</param>
internal sealed record WindowScore(double StartSeconds, double EndSeconds, IReadOnlyList<double> Probabilities);
