namespace DeepHealth.Ecvl;

/// <content>Images with pixels of their own: copies, other orders of memory, other pixel types.</content>
public sealed partial class Image
{
    /// <summary>A copy with pixels of its own, without gaps, in the order of <see cref="Axes"/>.</summary>
    /// <exception cref="ImageException">The image is larger than one image may be.</exception>
    public Image Copy() => ConvertTo(PixelType);

    /// <summary>A copy whose samples lie in another order in memory, such as planar <c>xyc</c> of interleaved <c>cxy</c>.</summary>
    /// <param name="axes">The same letters in any order. An axis of size 1 may be left out, and a new axis gets size 1.</param>
    /// <exception cref="ImageException">As <see cref="Permute"/>.</exception>
    public Image Rearrange(string axes) => Permute(axes).Copy();

    /// <summary>A copy with another pixel type.</summary>
    /// <param name="pixelType">The new type; the same type gives a plain copy.</param>
    /// <returns>Fractions are rounded to the nearest integer, ties to even. Values beyond the range of an integer type become its
    /// bounds, and NaN becomes 0. Doubles beyond the range of <see cref="PixelType.Float32"/> become infinite. Any value but 0 is true.</returns>
    /// <exception cref="ImageException">The result is larger than one image may be.</exception>
    public Image ConvertTo(PixelType pixelType)
    {
        Image result = Like(pixelType);
        PixelConversion.Run(this, result);
        return result;
    }

    /// <summary>Copies the samples of another image into this one, converting as <see cref="ConvertTo"/> does.</summary>
    /// <param name="source">An image of the same axes and sizes; it must not overlap this one in memory.</param>
    /// <exception cref="ImageException">Axes or sizes differ.</exception>
    public void CopyFrom(Image source)
    {
        ArgumentNullException.ThrowIfNull(source);
        CheckSameSizes(source, "Image.CopyFrom");
        PixelConversion.Run(source, this);
    }

    /// <summary>Sets every sample to one value, rounded and saturated as <see cref="ConvertTo"/> does.</summary>
    public void Fill(double value)
    {
        // One sample that every step along every axis finds again.
        Image one = new("x", [1], PixelType.Float64);
        one.AsSpan<double>()[0] = value;
        Image constant = new(one, one.Address, Axes, _sizes, new long[Rank], PixelType.Float64, Color, null, Metadata);
        PixelConversion.Run(constant, this);
        GC.KeepAlive(one);
    }

    /// <summary>A fresh image of the same axes, sizes, colour, geometry and metadata, whose samples the caller writes.</summary>
    internal Image Like(PixelType pixelType)
    {
        Image result = Uncleared(Axes, _sizes, pixelType, Color, Geometry);
        foreach (KeyValuePair<string, object> fact in Metadata)
        {
            result.Metadata.Set(fact.Key, fact.Value);
        }

        return result;
    }

    internal void CheckSameSizes(Image other, string operation)
    {
        if (Axes != other.Axes || !Sizes.SequenceEqual(other.Sizes))
        {
            throw new ImageException($"{operation}: axes or sizes differ: left {AxisRules.Text(Axes, _sizes)}, right {AxisRules.Text(other.Axes, other._sizes)}.");
        }
    }
}
