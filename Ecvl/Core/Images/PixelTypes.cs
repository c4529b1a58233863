namespace DeepHealth.Ecvl;

/// <summary>Facts about pixel types.</summary>
public static class PixelTypes
{
    /// <summary>Bytes of one sample: 1, 2, 4 or 8.</summary>
    /// <exception cref="ImageException">The value is no pixel type.</exception>
    public static int ByteCount(this PixelType type) => type switch
    {
        PixelType.UInt8 or PixelType.Int8 or PixelType.Bool => 1,
        PixelType.UInt16 or PixelType.Int16 => 2,
        PixelType.UInt32 or PixelType.Int32 or PixelType.Float32 => 4,
        PixelType.UInt64 or PixelType.Int64 or PixelType.Float64 => 8,
        _ => throw new ImageException($"PixelType: {type} is not one of {string.Join(", ", Enum.GetNames<PixelType>())}."),
    };

    /// <summary>Whether the samples are floating-point numbers.</summary>
    public static bool IsFloat(this PixelType type) => type is PixelType.Float32 or PixelType.Float64;

    /// <summary>The pixel type that stores values of a .NET type.</summary>
    /// <typeparam name="T">A primitive number type, or <see cref="bool"/>.</typeparam>
    /// <exception cref="ImageException">No pixel type stores <typeparamref name="T"/>.</exception>
    public static PixelType Of<T>()
        where T : unmanaged
        => typeof(T) == typeof(byte) ? PixelType.UInt8
        : typeof(T) == typeof(sbyte) ? PixelType.Int8
        : typeof(T) == typeof(ushort) ? PixelType.UInt16
        : typeof(T) == typeof(short) ? PixelType.Int16
        : typeof(T) == typeof(uint) ? PixelType.UInt32
        : typeof(T) == typeof(int) ? PixelType.Int32
        : typeof(T) == typeof(ulong) ? PixelType.UInt64
        : typeof(T) == typeof(long) ? PixelType.Int64
        : typeof(T) == typeof(float) ? PixelType.Float32
        : typeof(T) == typeof(double) ? PixelType.Float64
        : typeof(T) == typeof(bool) ? PixelType.Bool
        : throw new ImageException($"PixelType: no pixel type stores {typeof(T).Name}; use a primitive number type or bool.");
}
