namespace DeepHealth.Ecvl;

/// <summary>How a volume file is written; each format has its own.</summary>
public abstract record VolumeWriteOptions
{
    /// <summary>Name of the format, such as <c>NIfTI</c>.</summary>
    public abstract string Format { get; }
}
