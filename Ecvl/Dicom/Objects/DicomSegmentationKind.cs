namespace DeepHealth.Ecvl.Dicom;

/// <summary>What the pixels of a segmentation mean: Segmentation Type (0062,0001) and Segmentation Fractional Type (0062,0010).</summary>
public enum DicomSegmentationKind
{
    /// <summary>BINARY: 1 within the segment, 0 outside.</summary>
    Binary,

    /// <summary>FRACTIONAL, PROBABILITY: probability that the pixel belongs to the segment.</summary>
    Probability,

    /// <summary>FRACTIONAL, OCCUPANCY: part of the pixel that the segment fills.</summary>
    Occupancy,
}
