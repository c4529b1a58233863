namespace DeepHealth.Ecvl;

/// <summary>How many samples of the colour differences are stored.</summary>
public enum JpegSubsampling
{
    /// <summary>4:4:4, one for each pixel.</summary>
    None,

    /// <summary>4:2:2, one for two pixels side by side.</summary>
    Horizontal,

    /// <summary>4:2:0, one for two by two pixels.</summary>
    Both,
}
