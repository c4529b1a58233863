namespace DeepHealth.Ecvl.Signals;

/// <summary>How a WFDB record is written.</summary>
public sealed record WfdbWriteOptions
{
    /// <summary>Storage format of all signals that do not state their own; default 16.</summary>
    public int Format { get; init; } = 16;

    /// <summary>One entry per signal, or null for the defaults of each.</summary>
    public IReadOnlyList<WfdbChannel>? Channels { get; init; }

    /// <summary>Write the record's annotations beside the header, with this annotator name; null: write none. Default null.</summary>
    public string? Annotator { get; init; }
}
