namespace DeepHealth.Ecvl;

/// <summary>Which numbers a volume file gives.</summary>
public enum VolumeValues
{
    /// <summary>What the samples mean: <c>slope · stored + intercept</c> where the file states them, as real numbers. Without them, the stored samples.</summary>
    Real,

    /// <summary>The samples as they are stored, with slope and intercept as metadata.</summary>
    Stored,
}
