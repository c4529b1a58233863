using DeepHealth.Samples.SeizureDetection.Exams;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>What a step did.</summary>
/// <param name="Done">Exams worked on.</param>
/// <param name="Resumed">Exams that were finished before.</param>
/// <param name="Bad">Exams that were left out.</param>
internal sealed record StepOutcome(int Done, int Resumed, IReadOnlyList<BadFile> Bad);
