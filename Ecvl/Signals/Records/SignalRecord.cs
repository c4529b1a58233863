namespace DeepHealth.Ecvl.Signals;

/// <summary>Signals that were read together, with what the file says about them.</summary>
public sealed class SignalRecord
{
    /// <summary>Name of the record: the WFDB record name, else the file name without its extension.</summary>
    public required string Name { get; init; }

    /// <summary>The signals asked for, in the order asked for. Rates may differ.</summary>
    public required IReadOnlyList<Signal> Signals { get; init; }

    /// <summary>Local wall-clock time of the first sample of the whole record, or null where the file states no date.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>Where the window that was read begins, in seconds from the record's first sample.</summary>
    public double WindowStartSeconds { get; init; }

    /// <summary>Annotations inside the window; their onsets count from the record's first sample, not from the window.</summary>
    public IReadOnlyList<SignalAnnotation> Annotations { get; init; } = [];

    /// <summary>Free text of the header, one entry per line.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}
