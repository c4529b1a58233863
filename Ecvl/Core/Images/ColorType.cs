namespace DeepHealth.Ecvl;

/// <summary>What the samples along the axis <c>c</c> mean, in their order.</summary>
public enum ColorType
{
    /// <summary>Nothing is known; any number of samples, and the axis <c>c</c> may be missing.</summary>
    None,

    /// <summary>Brightness: 1 sample.</summary>
    Gray,

    /// <summary>Brightness, then opacity not premultiplied: 2 samples.</summary>
    GrayAlpha,

    /// <summary>Red, green, blue: 3 samples.</summary>
    Rgb,

    /// <summary>Red, green, blue, opacity not premultiplied: 4 samples.</summary>
    Rgba,

    /// <summary>Blue, green, red (the order of OpenCV): 3 samples.</summary>
    Bgr,

    /// <summary>Hue, saturation, value: 3 samples.</summary>
    Hsv,

    /// <summary>Luma and the two colour differences: 3 samples.</summary>
    YCbCr,

    /// <summary>CIE 1976 lightness, a*, b*: 3 samples.</summary>
    Lab,

    /// <summary>Amounts of cyan, magenta, yellow and black ink: 4 samples, 0 for none.</summary>
    Cmyk,
}
