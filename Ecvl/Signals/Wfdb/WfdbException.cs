namespace DeepHealth.Ecvl.Signals;

/// <summary>A WFDB header, signal file or annotation file is missing, damaged or of an unsupported kind.</summary>
/// <param name="filePath">The file at fault.</param>
/// <param name="message">One sentence: file, line or byte, both values, the fix.</param>
/// <param name="innerException">The cause, where the operating system refused the file.</param>
public sealed class WfdbException(string filePath, string message, Exception? innerException = null)
    : SignalFormatException(filePath, message, innerException)
{
    /// <summary>Makes the exception factory of one file.</summary>
    internal static Func<string, Exception?, SignalFormatException> For(string path) =>
        (message, cause) => new WfdbException(path, $"WFDB: {message}", cause);
}
