namespace DeepHealth.Ecvl.Dicom;

/// <summary>What keeps slices from being a regular grid.</summary>
public enum DicomSeriesProblem
{
    /// <summary>Slices do not say where they lie; they are in the order of their instance numbers.</summary>
    NoPosition,

    /// <summary>Some places hold more slices than most, or files are copies of others.</summary>
    Duplicate,

    /// <summary>Some places hold fewer slices than most: a time point is not complete.</summary>
    Incomplete,

    /// <summary>Slices are missing: a step is a multiple of the others.</summary>
    Gap,

    /// <summary>Steps differ in another way.</summary>
    UnevenSpacing,

    /// <summary>Slices are shifted within their planes along a line, as with a tilted gantry.</summary>
    Tilt,

    /// <summary>A slice is shifted within its plane by more than half a pixel against the line of the others, or against other times.</summary>
    Shift,
}
