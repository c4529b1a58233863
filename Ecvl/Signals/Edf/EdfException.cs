namespace DeepHealth.Ecvl.Signals;

/// <summary>An EDF, EDF+ or BDF file is missing, cut short or damaged.</summary>
/// <param name="filePath">The file at fault.</param>
/// <param name="message">One sentence: file, field or byte, both values, the fix.</param>
/// <param name="innerException">The cause, where the operating system refused the file.</param>
public sealed class EdfException(string filePath, string message, Exception? innerException = null)
    : SignalFormatException(filePath, message, innerException)
{
    /// <summary>Makes the exception factory of one file.</summary>
    internal static Func<string, Exception?, SignalFormatException> For(string path) =>
        (message, cause) => new EdfException(path, $"EDF: {message}", cause);
}
