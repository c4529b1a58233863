namespace DeepHealth.Ecvl.Signals;

/// <summary>Why an epoch was refused.</summary>
[Flags]
public enum EpochReasons
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>It reaches beyond the signals.</summary>
    OutOfRange = 1,

    /// <summary>A sample is missing.</summary>
    Missing = 2,

    /// <summary>A channel swings too widely.</summary>
    PeakToPeak = 4,

    /// <summary>A channel hardly swings.</summary>
    Flat = 8,
}
