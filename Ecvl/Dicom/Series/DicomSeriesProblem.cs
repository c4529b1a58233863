namespace DeepHealth.Ecvl.Dicom;

/// <summary>What keeps slices from being a regular grid.</summary>
public enum DicomSeriesProblem
{
    /// <summary>Slices do not say where they lie; they are in the order of their instance numbers.</summary>
    NoPosition,

    /// <summary>Some places hold more slices than others.</summary>
    Duplicate,

    /// <summary>Slices are missing: a step is a multiple of the others.</summary>
    Gap,

    /// <summary>Steps differ in another way.</summary>
    UnevenSpacing,

    /// <summary>Slices are shifted within their planes, as with a tilted gantry.</summary>
    Tilt,
}
