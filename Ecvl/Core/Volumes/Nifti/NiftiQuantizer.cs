namespace DeepHealth.Ecvl;

/// <summary>Turns real values into stored samples with a slope and an intercept that a header can hold.</summary>
internal sealed class NiftiQuantizer
{
    private readonly PixelType _type;

    /// <param name="image">The values.</param>
    /// <param name="type">Type of the stored samples.</param>
    /// <param name="slope">The factor; null to choose one.</param>
    /// <param name="intercept">What is added; null to choose it.</param>
    /// <param name="isSingle">Whether the header stores both in single precision.</param>
    public NiftiQuantizer(Image image, PixelType type, double? slope, double? intercept, bool isSingle)
    {
        _type = type;
        (double lowest, double highest) = Range(type);
        double chosenSlope = slope ?? 1;
        double chosenIntercept = intercept ?? 0;
        if (!type.IsFloat() && slope is null)
        {
            (double least, double most) = Extremes(image);
            bool fits = !image.PixelType.IsFloat() && intercept is null && least >= lowest && most <= highest;
            if (!fits)
            {
                // Where the intercept is given, the farther end decides. One step up keeps the ends in range after rounding to the header's precision.
                chosenIntercept = intercept ?? Stored(least - ((most - least) / (highest - lowest) * lowest), isSingle);
                chosenSlope = Math.Max(Needed(most - chosenIntercept, highest, lowest), Needed(least - chosenIntercept, highest, lowest));
                chosenSlope = chosenSlope > 0 ? (isSingle ? MathF.BitIncrement((float)chosenSlope) : Math.BitIncrement(chosenSlope)) : 1;
            }
        }

        Slope = Stored(chosenSlope, isSingle);
        Intercept = Stored(chosenIntercept, isSingle);
    }

    /// <summary>The factor, as the header holds it.</summary>
    public double Slope { get; }

    /// <summary>What is added after the factor, as the header holds it.</summary>
    public double Intercept { get; }

    /// <summary>The stored samples of a part of the image.</summary>
    public Image Convert(Image part)
    {
        if (Slope == 1 && Intercept == 0 && !part.PixelType.IsFloat())
        {
            return part.ConvertTo(_type);
        }

        Image real = part.ConvertTo(PixelType.Float64);
        foreach (ref double value in real.AsSpan<double>())
        {
            value = (double.IsNaN(value) && !_type.IsFloat() ? -Intercept : value - Intercept) / Slope;
        }

        return real.ConvertTo(_type);
    }

    private static double Stored(double value, bool isSingle) => isSingle ? (float)value : value;

    private static double Needed(double distance, double highest, double lowest)
        => distance > 0 ? distance / highest : lowest < 0 ? distance / lowest : 0;

    private static (double Least, double Most) Extremes(Image image)
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        int axis = image.Rank - 1;
        for (int i = 0; i < image.Sizes[axis]; i++)
        {
            foreach (double value in image.Crop(image.Axes[axis], i..(i + 1)).ConvertTo(PixelType.Float64).AsSpan<double>())
            {
                if (double.IsFinite(value))
                {
                    least = Math.Min(least, value);
                    most = Math.Max(most, value);
                }
            }
        }

        return least <= most ? (least, most) : (0, 0);
    }

    private static (double Lowest, double Highest) Range(PixelType type) => type switch
    {
        PixelType.UInt8 => (byte.MinValue, byte.MaxValue),
        PixelType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        PixelType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        PixelType.Int16 => (short.MinValue, short.MaxValue),
        PixelType.UInt32 => (uint.MinValue, uint.MaxValue),
        PixelType.Int32 => (int.MinValue, int.MaxValue),
        PixelType.UInt64 => (ulong.MinValue, ulong.MaxValue),
        PixelType.Int64 => (long.MinValue, long.MaxValue),
        PixelType.Bool => (0, 1),
        _ => (double.MinValue, double.MaxValue),
    };
}
