namespace DeepHealth.Ecvl.Signals;

/// <summary>A signal file cannot be read as what it claims to be. The message is one sentence that names the file, the place, both values and the fix.</summary>
/// <param name="filePath">The file at fault.</param>
/// <param name="message">The complete sentence.</param>
/// <param name="innerException">The cause, where the operating system refused the file.</param>
public class SignalFormatException(string filePath, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The file at fault, as it was opened.</summary>
    public string FilePath { get; } = filePath;
}
