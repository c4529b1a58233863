namespace DeepHealth.Ecvl.Dicom;

/// <summary>How a segmentation is written.</summary>
public sealed record DicomSegmentationOptions
{
    /// <summary>Data sets of the segmented images; patient, study and frame of reference are theirs, and frames name the image at their place. Default none.</summary>
    public IReadOnlyList<DicomDataSet> Sources { get; init; } = [];

    /// <summary>Patient, study and series; null for those of the first source, or a new study without sources.</summary>
    public DicomObjectOptions? Object { get; init; }

    /// <summary>Whether frames without a pixel of their segment are left out, as usual. Default true.</summary>
    public bool SkipEmptyFrames { get; init; } = true;

    /// <summary>Content Label (0070,0080): capital letters, digits, blanks and underscores, at most 16. Default <c>SEGMENTATION</c>.</summary>
    public string ContentLabel { get; init; } = "SEGMENTATION";

    /// <summary>Content Description (0070,0081).</summary>
    public string ContentDescription { get; init; } = "";

    /// <summary>Name of who made it: Content Creator's Name (0070,0084).</summary>
    public string ContentCreator { get; init; } = "";
}
