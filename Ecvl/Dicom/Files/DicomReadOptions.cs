namespace DeepHealth.Ecvl.Dicom;

/// <summary>How a file is read.</summary>
public sealed record DicomReadOptions
{
    /// <summary>Values with more bytes stay in the file until they are asked for. Default 16,384; 0 leaves all there.</summary>
    public int LazyAbove { get; init; } = 16 * 1024;

    /// <summary>Most bytes of a deflated data set once inflated. Default 256 MiB.</summary>
    public int MaximumInflatedBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Most sequences within each other. Default 64.</summary>
    public int MaximumDepth { get; init; } = 64;
}
