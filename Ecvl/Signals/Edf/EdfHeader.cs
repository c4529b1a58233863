namespace DeepHealth.Ecvl.Signals;

/// <summary>The header of an EDF, EDF+, BDF or BDF+ file.</summary>
/// <remarks>Kemp et al., "A simple format for exchange of digitized polygraphic recordings", 1992; Kemp and Olivan, "European data
/// format 'plus' (EDF+)", 2003. BDF is BioSemi's variant with 24-bit samples.</remarks>
public sealed record EdfHeader
{
    /// <summary>Bytes of the fixed part, and again of every signal.</summary>
    internal const int BlockBytes = 256;

    /// <summary>True for BDF: samples have 24 bits, not 16.</summary>
    public required bool IsBdf { get; init; }

    /// <summary>Patient field; in EDF+ code, sex, birth date and name.</summary>
    public required string Patient { get; init; }

    /// <summary>Recording field; in EDF+ it begins with <c>Startdate dd-MMM-yyyy</c>.</summary>
    public required string Recording { get; init; }

    /// <summary>Start date as written, <c>dd.mm.yy</c>.</summary>
    public required string StartDateText { get; init; }

    /// <summary>Start time as written, <c>hh.mm.ss</c>.</summary>
    public required string StartTimeText { get; init; }

    /// <summary>Start of the recording in whole seconds, or null where date or time cannot be understood.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>The reserved field: <c>EDF+C</c>, <c>EDF+D</c>, <c>BDF+C</c>, <c>BDF+D</c> or free.</summary>
    public required string Reserved { get; init; }

    /// <summary>Data records as the header claims; null where it says -1, unknown.</summary>
    public required long? RecordCount { get; init; }

    /// <summary>Seconds in each data record; 0 only in files that hold nothing but annotations.</summary>
    public required double RecordSeconds { get; init; }

    /// <summary>All signals in file order, annotation channels included.</summary>
    public required IReadOnlyList<EdfSignalHeader> Signals { get; init; }

    /// <summary>True for EDF+ and BDF+.</summary>
    public bool IsPlus => Reserved.StartsWith("EDF+", StringComparison.Ordinal) || Reserved.StartsWith("BDF+", StringComparison.Ordinal);

    /// <summary>True where the recording has gaps (EDF+D, BDF+D).</summary>
    public bool IsDiscontinuous => IsPlus && Reserved.Length > 4 && Reserved[4] == 'D';

    /// <summary>Bytes of a sample: 2, or 3 for BDF.</summary>
    public int SampleBytes => IsBdf ? 3 : 2;

    /// <summary>Bytes of the header.</summary>
    public long HeaderBytes => BlockBytes * (1L + Signals.Count);

    /// <summary>Bytes of a data record.</summary>
    public long RecordBytes => Signals.Sum(signal => (long)signal.SamplesPerRecord) * SampleBytes;

    /// <summary>Reads a header and nothing else.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EdfException">The file is missing, empty, no EDF, or a field is malformed.</exception>
    public static EdfHeader Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new ByteFile(path, "file", EdfException.For(path));
        return new EdfHeaderParser(path, file).Parse();
    }
}
