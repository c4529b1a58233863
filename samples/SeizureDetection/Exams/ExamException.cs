namespace DeepHealth.Samples.SeizureDetection.Exams;

/// <summary>An exam that a step cannot use. The message is one sentence.</summary>
internal sealed class ExamException(string message) : Exception(message);
