namespace DeepHealth.Ecvl.Signals;

/// <content>Writing.</content>
public sealed partial class WfdbRecord
{
    /// <summary>Writes a record: a header, its signal files and, by option, its annotations.</summary>
    /// <remarks>
    /// Digital values (<see cref="Signal.Digital"/>) are stored as they are where they fit the format; else samples are rounded to the
    /// nearest step. Gain and baseline, where none are given, follow from the digital values, else from the smallest and largest sample;
    /// a baseline is a whole number in WFDB, so physical values may move by half a step. A frame holds one sample of the slowest
    /// signals and several of faster ones. Missing samples (NaN) become the format's "invalid" value. For full control, and for values
    /// with skew or an offset, see <see cref="WfdbWriter"/>.
    /// </remarks>
    /// <param name="path">The header, with or without <c>.hea</c>; the record takes its name. The folder must exist.</param>
    /// <param name="record">Signals of equal length in seconds, annotations, start time, comments. A window becomes a whole record.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The header as written.</returns>
    /// <exception cref="ArgumentException">Formats, rates, lengths or names contradict one another, or a sample does not fit its format.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static WfdbHeader Write(string path, SignalRecord record, WfdbWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(record);
        return new WfdbRecordEncoder(path, record, options ?? new WfdbWriteOptions()).Write();
    }
}
