namespace DeepHealth.Ecvl;

/// <summary>What full brightness is in a pixel type.</summary>
internal static class ColorScale
{
    /// <summary>The greatest value of an integer type, 1 for floating point and masks.</summary>
    public static double Full(PixelType type) => type switch
    {
        PixelType.UInt8 => byte.MaxValue,
        PixelType.Int8 => sbyte.MaxValue,
        PixelType.UInt16 => ushort.MaxValue,
        PixelType.Int16 => short.MaxValue,
        PixelType.UInt32 => uint.MaxValue,
        PixelType.Int32 => int.MaxValue,
        PixelType.UInt64 => ulong.MaxValue,
        PixelType.Int64 => long.MaxValue,
        _ => 1,
    };

    /// <summary>What is added to a colour difference of YCbCr, as a part of full brightness: 128 of 255, 32768 of 65535, one half in floating point.</summary>
    public static double Middle(PixelType type) => type.IsFloat() ? 0.5 : Math.ScaleB(1, (8 * type.ByteCount()) - 1) / Full(type);
}
