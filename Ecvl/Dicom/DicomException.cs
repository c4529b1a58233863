namespace DeepHealth.Ecvl.Dicom;

/// <summary>A file or text does not follow the DICOM standard. The message names the place and the values.</summary>
/// <param name="message">Operation, what is wrong, both values.</param>
/// <param name="inner">The cause, where another component refused the data.</param>
public sealed class DicomException(string message, Exception? inner = null) : FormatException(message, inner);
