namespace DeepHealth.Samples.EcgArrhythmia;

/// <summary>An argument or input that the user can mend; the message says how.</summary>
/// <param name="message">One sentence.</param>
public sealed class UsageException(string message) : Exception(message);
