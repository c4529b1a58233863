namespace DeepHealth.Ecvl;

/// <summary>Names of NRRD's types of samples; section 5 of the format's definition.</summary>
internal static class NrrdTypes
{
    private static readonly (PixelType Type, string[] Names)[] s_names =
    [
        (PixelType.UInt8, ["uint8", "uchar", "unsigned char", "uint8_t"]),
        (PixelType.Int8, ["int8", "signed char", "int8_t"]),
        (PixelType.UInt16, ["uint16", "ushort", "unsigned short", "unsigned short int", "uint16_t"]),
        (PixelType.Int16, ["int16", "short", "short int", "signed short", "signed short int", "int16_t"]),
        (PixelType.UInt32, ["uint32", "uint", "unsigned int", "uint32_t"]),
        (PixelType.Int32, ["int32", "int", "signed int", "int32_t"]),
        (PixelType.UInt64, ["uint64", "ulonglong", "unsigned long long", "unsigned long long int", "uint64_t"]),
        (PixelType.Int64, ["int64", "longlong", "long long", "long long int", "signed long long", "signed long long int", "int64_t"]),
        (PixelType.Float32, ["float"]),
        (PixelType.Float64, ["double"]),
    ];

    /// <summary>The type of a name; null for an unknown one.</summary>
    public static PixelType? Find(string name)
    {
        foreach ((PixelType type, string[] names) in s_names)
        {
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>The name to write for a type.</summary>
    public static string Name(PixelType type) => type == PixelType.Bool ? "uint8" : Array.Find(s_names, entry => entry.Type == type).Names[0];
}
