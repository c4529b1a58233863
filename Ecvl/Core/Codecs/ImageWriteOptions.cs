namespace DeepHealth.Ecvl;

/// <summary>How an image file is written; each format has its own.</summary>
public abstract record ImageWriteOptions
{
    /// <summary>Name of the format, such as <c>PNG</c>.</summary>
    public abstract string Format { get; }
}
