namespace DeepHealth.Ecvl.Signals;

/// <content>Writing.</content>
public sealed partial class EdfFile
{
    /// <summary>Writes a record as EDF, EDF+, BDF or BDF+.</summary>
    /// <remarks>
    /// Digital values (<see cref="Signal.Digital"/>) are stored as they are where they fit the sample format; else samples are rounded to
    /// the nearest step. The physical range, where none is given, follows from the digital values, else from the smallest and largest
    /// sample. Numbers of the header have eight characters, so a chosen range is rounded; the report has the range in force.
    /// The last data record is filled with the value nearest to physical 0, which the report counts. A beat of a WFDB record becomes an
    /// annotation with its symbol. For recordings that do not fit into memory see <see cref="EdfWriter"/>.
    /// </remarks>
    /// <param name="path">The file; one that exists is replaced, in one step, when all is on the disk. Its folder must exist.</param>
    /// <param name="record">Signals of equal length in seconds, annotations, start time. A window becomes a whole record.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The header and what was clipped, missing and padded.</returns>
    /// <exception cref="ArgumentException">Options, ranges, rates or lengths contradict one another, or plain EDF is to hold annotations.</exception>
    /// <exception cref="EdfException">A text does not fit its field, a sample its range, or a sample is missing.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static EdfWriteReport Write(string path, SignalRecord record, EdfWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(record);
        return new EdfRecordEncoder(path, record, options ?? new EdfWriteOptions()).Write();
    }
}
