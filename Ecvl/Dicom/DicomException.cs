namespace DeepHealth.Ecvl.Dicom;

/// <summary>A file or text does not follow the DICOM standard. The message names the place and the values.</summary>
/// <param name="message">Operation, what is wrong, both values.</param>
/// <param name="inner">The cause, where another component refused the data.</param>
public sealed class DicomException(string message, Exception? inner = null) : FormatException(message, inner)
{
    /// <summary>The file or stream that was read; null where the error is not about one.</summary>
    public string? SourceName { get; init; }

    /// <summary>The element that was read; null where none was reached.</summary>
    public DicomTag? Tag { get; init; }

    /// <summary>Position in the file in bytes (in the inflated data set for deflated files); -1 where the error has none.</summary>
    public long Offset { get; init; } = -1;
}
