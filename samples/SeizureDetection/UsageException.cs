namespace DeepHealth.Samples.SeizureDetection;

/// <summary>Arguments that cannot work. The message is one sentence with the fix.</summary>
internal sealed class UsageException(string message) : Exception(message);
