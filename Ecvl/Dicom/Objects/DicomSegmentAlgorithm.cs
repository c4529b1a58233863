namespace DeepHealth.Ecvl.Dicom;

/// <summary>Who drew a segment: Segment Algorithm Type (0062,0008).</summary>
public enum DicomSegmentAlgorithm
{
    /// <summary>A program alone.</summary>
    Automatic,

    /// <summary>A program helped by a person.</summary>
    SemiAutomatic,

    /// <summary>A person.</summary>
    Manual,
}
