namespace DeepHealth.Samples.SeizureDetection.Corpus;

/// <summary>What is generated.</summary>
/// <param name="Files">Recordings, at least 1.</param>
/// <param name="Patients">Patients who share them, at least 1.</param>
/// <param name="Minutes">Length of a recording.</param>
/// <param name="Seed">Seed of all draws.</param>
/// <param name="HasDefects">Whether ten of the files are replaced by defective ones.</param>
internal sealed record CorpusOptions(int Files = 24, int Patients = 8, double Minutes = 10, ulong Seed = 1, bool HasDefects = false);
