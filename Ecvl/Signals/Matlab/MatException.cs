namespace DeepHealth.Ecvl.Signals;

/// <summary>A MATLAB file is missing, damaged, or not a level 4 file with the variable asked for.</summary>
/// <param name="filePath">The file at fault.</param>
/// <param name="message">One sentence: file, variable or byte, both values, the fix.</param>
/// <param name="innerException">The cause, where the operating system refused the file.</param>
public sealed class MatException(string filePath, string message, Exception? innerException = null)
    : SignalFormatException(filePath, message, innerException)
{
    /// <summary>Makes the exception factory of one file.</summary>
    internal static Func<string, Exception?, SignalFormatException> For(string path) =>
        (message, cause) => new MatException(path, $"MAT: {message}", cause);
}
