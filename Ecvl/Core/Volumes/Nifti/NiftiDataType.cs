namespace DeepHealth.Ecvl;

/// <summary>A value of the field <c>datatype</c> and what it means for an image.</summary>
/// <param name="Code">The value.</param>
/// <param name="Name">Its name in nifti1.h, without the prefix.</param>
/// <param name="Type">Type of a sample.</param>
/// <param name="Channels">Samples per voxel; those beyond one make the first axis <c>c</c>.</param>
/// <param name="Bits">Bits of a voxel: the field <c>bitpix</c>.</param>
/// <param name="Color">Meaning of the samples of a voxel.</param>
/// <param name="IsComplex">Whether the samples of a voxel are a real and an imaginary part.</param>
internal sealed record NiftiDataType(int Code, string Name, PixelType Type, int Channels, int Bits, ColorType Color = ColorType.None, bool IsComplex = false)
{
    /// <summary>Single bits, eight to a byte.</summary>
    public const int Binary = 1;

    private static readonly NiftiDataType[] s_all =
    [
        new(Binary, "BINARY", PixelType.Bool, 1, 1),
        new(2, "UINT8", PixelType.UInt8, 1, 8),
        new(4, "INT16", PixelType.Int16, 1, 16),
        new(8, "INT32", PixelType.Int32, 1, 32),
        new(16, "FLOAT32", PixelType.Float32, 1, 32),
        new(32, "COMPLEX64", PixelType.Float32, 2, 64, IsComplex: true),
        new(64, "FLOAT64", PixelType.Float64, 1, 64),
        new(128, "RGB24", PixelType.UInt8, 3, 24, ColorType.Rgb),
        new(256, "INT8", PixelType.Int8, 1, 8),
        new(512, "UINT16", PixelType.UInt16, 1, 16),
        new(768, "UINT32", PixelType.UInt32, 1, 32),
        new(1024, "INT64", PixelType.Int64, 1, 64),
        new(1280, "UINT64", PixelType.UInt64, 1, 64),
        new(1792, "COMPLEX128", PixelType.Float64, 2, 128, IsComplex: true),
        new(2304, "RGBA32", PixelType.UInt8, 4, 32, ColorType.Rgba),
    ];

    /// <summary>The type of a code; null for one that no image can store.</summary>
    public static NiftiDataType? Find(long code) => Array.Find(s_all, type => type.Code == code);

    /// <summary>What a code is that cannot be read, for messages.</summary>
    public static string Refusal(long code) => code switch
    {
        0 => "unknown (0)",
        255 => "ALL (255), which is no type of samples",
        1536 => "FLOAT128 (1536), numbers of 128 bits that differ from machine to machine; convert the file to FLOAT64",
        2048 => "COMPLEX256 (2048), numbers of 128 bits that differ from machine to machine; convert the file to COMPLEX128",
        _ => $"{code}, which NIfTI does not define",
    };

    /// <summary>The type for an image that is to be written.</summary>
    public static NiftiDataType For(PixelType type, ColorType color, bool isComplex)
        => Array.Find(s_all, known => known.Type == (type == PixelType.Bool ? PixelType.UInt8 : type) && known.Color == color && known.IsComplex == isComplex)!;
}
