using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The text header (<c>.hea</c>) of a WFDB record.</summary>
/// <remarks>WFDB, header(5).</remarks>
public sealed record WfdbHeader
{
    /// <summary>No real header comes near this size; a larger file is something else.</summary>
    private const long MaxBytes = 4 << 20;

    /// <summary>Record name of the record line.</summary>
    public required string Name { get; init; }

    /// <summary>Segments of a multi-segment record, or null for an ordinary one.</summary>
    public int? SegmentCount { get; init; }

    /// <summary>The segments of a multi-segment record in time order; empty for an ordinary one.</summary>
    public IReadOnlyList<WfdbSegment> Segments { get; init; } = [];

    /// <summary>True where the first segment has no samples and only names all signals that any segment has: WFDB's variable layout.</summary>
    public bool IsVariableLayout => Segments.Count > 0 && Segments[0].FrameCount == 0 && !Segments[0].IsGap;

    /// <summary>Frames per second; 250 where the header states none.</summary>
    public double RateHz { get; init; } = 250;

    /// <summary>Rate of the counter that <see cref="BaseCounter"/> counts, in Hz; the frame rate where the header states none.</summary>
    public double CounterRateHz { get; init; } = 250;

    /// <summary>Counter value at the first frame; default 0.</summary>
    public double BaseCounter { get; init; }

    /// <summary>Frames in the record (samples per signal), or null where the header leaves it open.</summary>
    public long? FrameCount { get; init; }

    /// <summary>Time and date of the record line as written; empty where there are none.</summary>
    public string StartText { get; init; } = "";

    /// <summary>Time of day of the first sample, or null where there is none or it cannot be understood.</summary>
    public TimeSpan? BaseTime { get; init; }

    /// <summary>Date of the first sample, or null where there is none or it cannot be understood.</summary>
    public DateOnly? BaseDate { get; init; }

    /// <summary>Signal lines in file order. A multi-segment header has none; <see cref="WfdbRecord.Header"/> then has those of its layout.</summary>
    public required IReadOnlyList<WfdbSignalHeader> Signals { get; init; }

    /// <summary>Comment lines without the leading <c>#</c> and outer blanks, in file order.</summary>
    public required IReadOnlyList<string> Comments { get; init; }

    /// <summary>True for the name of a file in the record's own folder.</summary>
    internal static bool IsPlainName(string name) =>
        name.Length > 0 && name is not ("-" or "~" or "." or "..") && !name.AsSpan().ContainsAny('/', '\\', ':') && !name.Any(char.IsControl);

    /// <summary>Reads a header and nothing else.</summary>
    /// <param name="path">The <c>.hea</c> file.</param>
    /// <exception cref="WfdbException">The file is missing, empty, no header, or a field is malformed.</exception>
    public static WfdbHeader Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = ByteFile.ReadAll(path, "header", MaxBytes, WfdbException.For(path));
        return new WfdbHeaderParser(path).Parse(Encoding.UTF8.GetString(bytes));
    }
}
