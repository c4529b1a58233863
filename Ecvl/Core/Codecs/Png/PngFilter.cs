namespace DeepHealth.Ecvl;

/// <summary>How the rows of a PNG file are prepared for compression; PNG, third edition, clause 9.</summary>
public enum PngFilter
{
    /// <summary>As they are: best for noise, masks and palettes.</summary>
    None,

    /// <summary>Difference to the sample on the left.</summary>
    Sub,

    /// <summary>Difference to the sample above.</summary>
    Up,

    /// <summary>Difference to the mean of left and above.</summary>
    Average,

    /// <summary>Difference to the nearest of left, above, and above left, to their plane.</summary>
    Paeth,

    /// <summary>For each row the one with the smallest sum of absolute differences: best for photographs.</summary>
    Adaptive,
}
