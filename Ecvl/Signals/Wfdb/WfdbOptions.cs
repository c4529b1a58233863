namespace DeepHealth.Ecvl.Signals;

/// <summary>How a WFDB record is opened.</summary>
public sealed record WfdbOptions
{
    /// <summary>Where a signal file is shorter than the header says, read the whole frames that are there; default false: refuse.</summary>
    public bool AcceptTruncated { get; init; }

    /// <summary>Return the samples as stored, without undoing the skew between signals that the header states; default false.</summary>
    public bool IgnoreSkew { get; init; }
}
