namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>A named value of the report.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value with unit, as it is to be read.</param>
public sealed record ReportFact(string Name, string Value);
