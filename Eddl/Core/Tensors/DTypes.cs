namespace DeepHealth.Eddl;

/// <summary>Facts about element types.</summary>
public static class DTypes
{
    /// <summary>Size of one element, in bytes.</summary>
    public static int SizeOf(DType type) => type switch
    {
        DType.Float64 or DType.Int64 => 8,
        DType.Float32 or DType.Int32 => 4,
        DType.Float16 or DType.BFloat16 => 2,
        DType.UInt8 or DType.Bool => 1,
        _ => throw Unknown(type),
    };

    /// <summary>The element type that a .NET type stands for.</summary>
    /// <exception cref="DTypeException">No element type is stored as <typeparamref name="T"/>.</exception>
    public static DType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return DType.Float32;
        }

        if (typeof(T) == typeof(double))
        {
            return DType.Float64;
        }

        if (typeof(T) == typeof(Half))
        {
            return DType.Float16;
        }

        if (typeof(T) == typeof(int))
        {
            return DType.Int32;
        }

        if (typeof(T) == typeof(long))
        {
            return DType.Int64;
        }

        if (typeof(T) == typeof(byte))
        {
            return DType.UInt8;
        }

        return typeof(T) == typeof(bool)
            ? DType.Bool
            : throw new DTypeException($"DType: no element type is stored as {typeof(T)}; use float, double, Half, int, long, byte or bool.");
    }

    internal static DTypeException Unknown(DType type)
        => new($"DType: {(int)type} is no element type; the known ones are {string.Join(", ", Enum.GetNames<DType>())}.");
}
