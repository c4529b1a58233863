namespace DeepHealth.Ecvl;

/// <content>Conversion of colours.</content>
public sealed partial class Image
{
    /// <summary>A copy in other colours.</summary>
    /// <param name="color">Any colour type but <see cref="ColorType.None"/>.</param>
    /// <returns>The same axes, pixel type, geometry and metadata. Integers are rounded to nearest and saturated.</returns>
    /// <remarks><para>Full brightness is the greatest value of an integer type, and 1 for floating point. Opacity is dropped where the new type has none, and
    /// full where the old one has none; colours under it do not change.</para>
    /// <para>Gray is <c>0.299 R + 0.587 G + 0.114 B</c> (ITU-R BT.601); integers of 8 bits with weights of 16 bits. YCbCr has the full range of JFIF
    /// (ITU-T T.871): <c>Cb = (B − Y)/1.772</c> and <c>Cr = (R − Y)/1.402</c>, to which half of the range is added. HSV (Smith, "Color gamut transform
    /// pairs", SIGGRAPH 1978): hue, saturation and value fill the range each; hue 0 is red, one third green, two thirds blue. Lab (CIE 15:2004,
    /// 8.2.1) sees RGB as sRGB (IEC 61966-2-1) under D65, 2° observer: L* 0 … 100, a* and b* as they are in floating point; integers of n bits store
    /// <c>L*·(2^n − 1)/100</c> and <c>a*·2^(n−8) + 2^(n−1)</c>. CMYK takes black as <c>1 − max(R, G, B)</c> and back as <c>R = (1 − C)(1 − K)</c>:
    /// without colour profiles, so prints look different. Integers of 64 bits are calculated in double.</para></remarks>
    /// <exception cref="ImageException">The colour of this image is not known (<see cref="WithColor"/> sets it), or its pixel type cannot hold the new one:
    /// <see cref="PixelType.Bool"/> holds gray and RGB only, and integers with sign no HSV, YCbCr, Lab or CMYK.</exception>
    public Image ToColor(ColorType color)
        => ColorConversion.Run(this, color);

    /// <summary>A fresh image of the same axes, pixel type, geometry and metadata with another number of colour samples.</summary>
    internal Image LikeWith(ColorType color)
    {
        int[] sizes = [.. _sizes];
        sizes[Position('c', "Image.ToColor")] = color.ChannelCount();
        Image result = new(Axes, sizes, PixelType, color, Geometry);
        foreach (KeyValuePair<string, object> fact in Metadata)
        {
            result.Metadata.Set(fact.Key, fact.Value);
        }

        return result;
    }
}
