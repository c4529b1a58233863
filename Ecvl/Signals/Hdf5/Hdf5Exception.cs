namespace DeepHealth.Ecvl.Signals;

/// <summary>The HDF5 library is missing, or it refused a file.</summary>
/// <param name="filePath">The file at hand.</param>
/// <param name="message">One sentence: what was tried, on which file and object, and the fix.</param>
/// <param name="innerException">The cause, if there is one.</param>
public sealed class Hdf5Exception(string filePath, string message, Exception? innerException = null)
    : SignalFormatException(filePath, message, innerException);
