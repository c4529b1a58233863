namespace DeepHealth.Ecvl.Signals;

/// <summary>How an EDF file is opened.</summary>
public sealed record EdfOptions
{
    /// <summary>Where the file ends before its last data record, read the whole records that are there; default false: refuse.</summary>
    public bool AcceptTruncated { get; init; }
}
