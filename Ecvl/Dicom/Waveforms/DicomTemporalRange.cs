namespace DeepHealth.Ecvl.Dicom;

/// <summary>What the points in time of an annotation mean: Temporal Range Type (0040,A130), DICOM PS3.3 section C.10.10.1.2.</summary>
public enum DicomTemporalRange
{
    /// <summary>The annotation is about the whole waveform, or the file does not say.</summary>
    None,

    /// <summary>One point in time.</summary>
    Point,

    /// <summary>Several points in time.</summary>
    Multipoint,

    /// <summary>The time between two points.</summary>
    Segment,

    /// <summary>The times between pairs of points.</summary>
    Multisegment,

    /// <summary>The time from one point on.</summary>
    Begin,

    /// <summary>The time up to one point.</summary>
    End,
}
