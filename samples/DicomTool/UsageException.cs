namespace DeepHealth.Samples.DicomTool;

/// <summary>An argument that the user can mend; the message says how.</summary>
/// <param name="message">One sentence.</param>
public sealed class UsageException(string message) : Exception(message);
