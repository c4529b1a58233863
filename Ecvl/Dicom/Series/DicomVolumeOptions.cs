namespace DeepHealth.Ecvl.Dicom;

/// <summary>How a series becomes a volume.</summary>
public sealed record DicomVolumeOptions
{
    /// <summary>Which of several volumes at the same place, such as time points, from 0. Default 0.</summary>
    public int TimePoint { get; init; }

    /// <summary>Whether samples stay as stored, in the smallest type, in place of modality units as <see cref="PixelType.Float32"/>. Default false.</summary>
    public bool Stored { get; init; }

    /// <summary>Whether a series with gaps, uneven spacing, tilt or without positions becomes a volume all the same, with the spacing of <see cref="DicomSeries.SpacingMm"/>.
    /// Default false.</summary>
    public bool AllowIrregular { get; init; }

    /// <summary>Threads that read files, at least 1. Default 2.</summary>
    public int Workers { get; init; } = 2;
}
