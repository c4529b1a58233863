namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Probability that the model gives to a class.</summary>
/// <param name="ClassName">Name of the class.</param>
/// <param name="Probability">In [0, 1].</param>
public sealed record ClassProbability(string ClassName, double Probability);
