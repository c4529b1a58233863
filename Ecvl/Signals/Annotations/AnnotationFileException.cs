namespace DeepHealth.Ecvl.Signals;

/// <summary>An annotation file is missing, empty or damaged.</summary>
/// <param name="filePath">The file at fault.</param>
/// <param name="line">The line at fault, from 1; 0 where the whole file is.</param>
/// <param name="message">One sentence: file, line, what is there, what is needed.</param>
/// <param name="innerException">The cause, where the operating system refused the file.</param>
public sealed class AnnotationFileException(string filePath, int line, string message, Exception? innerException = null)
    : SignalFormatException(filePath, message, innerException)
{
    /// <summary>The line at fault, from 1; 0 where the whole file is.</summary>
    public int Line { get; } = line;
}
