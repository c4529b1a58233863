namespace DeepHealth.Ecvl;

/// <content>Arithmetic, sample by sample.</content>
/// <remarks>The result has the pixel type of the operands. Integers are calculated as if with unlimited range, rounded to nearest (ties to even) and
/// bounded to the range of the type; x / 0 gives the bound on the side of x, 0 / 0 gives 0. A fraction with a 64-bit integer image is calculated in double.
/// Floating point follows IEEE 754. Colour, geometry and metadata are those of the left image.</remarks>
public sealed partial class Image
{
    /// <summary>Sum of two images.</summary>
    /// <exception cref="ImageException">Axes, sizes, pixel types or colour types differ, or the pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator +(Image left, Image right) => Two<AddPixels>(left, right);

    /// <summary>Adds a number to every sample.</summary>
    /// <exception cref="ImageException">The pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator +(Image left, double right) => Scalar<AddPixels>(left, right);

    /// <summary>Difference of two images.</summary>
    /// <exception cref="ImageException">As for the sum.</exception>
    public static Image operator -(Image left, Image right) => Two<SubtractPixels>(left, right);

    /// <summary>Subtracts a number from every sample.</summary>
    /// <exception cref="ImageException">The pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator -(Image left, double right) => Scalar<SubtractPixels>(left, right);

    /// <summary>Subtracts every sample from a number: <c>255 - image</c> inverts.</summary>
    /// <exception cref="ImageException">The pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator -(double left, Image right) => Scalar<SubtractPixels>(left, right);

    /// <summary>Changes the sign of every sample; unsigned types saturate at 0.</summary>
    /// <exception cref="ImageException">The pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator -(Image image) => Scalar<MultiplyPixels>(image, -1);

    /// <summary>Product of two images, sample by sample.</summary>
    /// <exception cref="ImageException">As for the sum.</exception>
    public static Image operator *(Image left, Image right) => Two<MultiplyPixels>(left, right);

    /// <summary>Multiplies every sample by a number.</summary>
    /// <exception cref="ImageException">The pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator *(Image left, double right) => Scalar<MultiplyPixels>(left, right);

    /// <summary>Quotient of two images, sample by sample.</summary>
    /// <exception cref="ImageException">As for the sum.</exception>
    public static Image operator /(Image left, Image right) => Two<DividePixels>(left, right);

    /// <summary>Divides every sample by a number.</summary>
    /// <exception cref="ImageException">The pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator /(Image left, double right) => Scalar<DividePixels>(left, right);

    /// <summary>Divides a number by every sample.</summary>
    /// <exception cref="ImageException">The pixel type is <see cref="PixelType.Bool"/>.</exception>
    public static Image operator /(double left, Image right) => Scalar<DividePixels>(left, right);

    private static Image Two<TOp>(Image left, Image right)
        where TOp : struct, IPixelOp
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return PixelArithmetic.Run<TOp>(left, right, 0);
    }

    private static Image Scalar<TOp>(Image left, double right)
        where TOp : struct, IPixelOp
    {
        ArgumentNullException.ThrowIfNull(left);
        return PixelArithmetic.Run<TOp>(left, null, right);
    }

    private static Image Scalar<TOp>(double left, Image right)
        where TOp : struct, IPixelOp
    {
        ArgumentNullException.ThrowIfNull(right);
        return PixelArithmetic.Run<TOp>(null, right, left);
    }
}
