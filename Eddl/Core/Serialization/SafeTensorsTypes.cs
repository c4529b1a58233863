namespace DeepHealth.Eddl;

/// <summary>Names of the element types in safetensors headers.</summary>
internal static class SafeTensorsTypes
{
    private static readonly (DType Type, string Name)[] s_names =
    [
        (DType.Float32, "F32"), (DType.Float64, "F64"), (DType.Float16, "F16"), (DType.BFloat16, "BF16"),
        (DType.Int32, "I32"), (DType.Int64, "I64"), (DType.UInt8, "U8"), (DType.Bool, "BOOL"),
    ];

    public static string Known => string.Join(", ", s_names.Select(pair => pair.Name));

    public static string NameOf(DType type)
    {
        foreach ((DType known, string name) in s_names)
        {
            if (known == type)
            {
                return name;
            }
        }

        throw DTypes.Unknown(type);
    }

    public static bool TryParse(string text, out DType type)
    {
        foreach ((DType known, string name) in s_names)
        {
            if (name == text)
            {
                type = known;
                return true;
            }
        }

        type = default;
        return false;
    }
}
