namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Says that a file is not of the kind that the verb treats.</summary>
internal sealed class SkippedFileException : Exception;
