namespace DeepHealth.FormatReport;

/// <summary>The result of one file of the corpus.</summary>
/// <param name="Format">Name of the format for the table.</param>
/// <param name="Name">The file within the corpus.</param>
/// <param name="IsBroken">Whether the reference says that it must not be read.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it was refused or failed; empty where it was read.</param>
public sealed record CaseResult(string Format, string Name, bool IsBroken, Outcome Outcome, string Reason);
