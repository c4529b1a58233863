namespace DeepHealth.Ecvl;

/// <summary>Keys of <see cref="ImageMetadata"/> that all volume formats share.</summary>
public static class VolumeKeys
{
    /// <summary>Factor from stored samples to real values, of images read as <see cref="VolumeValues.Stored"/>; a <see cref="double"/>.</summary>
    public const string Slope = "Slope";

    /// <summary>What is added after the factor, of images read as <see cref="VolumeValues.Stored"/>; a <see cref="double"/>.</summary>
    public const string Intercept = "Intercept";

    /// <summary>Distance of neighbouring samples along the axis <c>t</c>, in <see cref="TimeUnit"/>; a <see cref="double"/>.</summary>
    public const string TimeStep = "TimeStep";

    /// <summary>Unit of <see cref="TimeStep"/>: <c>s</c>, <c>ms</c>, <c>us</c>, <c>Hz</c>, <c>ppm</c> or <c>rad/s</c>; a <see cref="string"/>.</summary>
    public const string TimeUnit = "TimeUnit";

    /// <summary>That the two samples along <c>c</c> are the real and the imaginary part of one number; a <see cref="bool"/>.</summary>
    public const string IsComplex = "IsComplex";
}
