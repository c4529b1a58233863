namespace DeepHealth.Ecvl;

/// <summary>What is done to the components of a pixel.</summary>
internal enum JpegColor
{
    /// <summary>Nothing.</summary>
    Raw,

    /// <summary>Luminance and two colour differences become red, green, blue; JFIF, "Conversion to and from RGB".</summary>
    YCbCr,

    /// <summary>As <see cref="YCbCr"/>, which gives the complements of cyan, magenta, yellow that Adobe stores: they are the ink where the fourth is turned round.</summary>
    Ycck,

    /// <summary>Inks stored as their complements, as Adobe does.</summary>
    InvertedCmyk,
}
