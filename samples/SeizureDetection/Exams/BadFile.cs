namespace DeepHealth.Samples.SeizureDetection.Exams;

/// <summary>A file that was left out.</summary>
/// <param name="File">Path in the corpus.</param>
/// <param name="Step">Step that refused it.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record BadFile(string File, string Step, string Reason);
