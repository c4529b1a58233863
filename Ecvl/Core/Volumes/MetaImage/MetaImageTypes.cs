namespace DeepHealth.Ecvl;

/// <summary>Names of MetaImage's types of samples; metaTypes.h of MetaIO, where LONG has 4 bytes.</summary>
internal static class MetaImageTypes
{
    private static readonly (string Name, PixelType Type)[] s_names =
    [
        ("MET_UCHAR", PixelType.UInt8), ("MET_CHAR", PixelType.Int8), ("MET_USHORT", PixelType.UInt16), ("MET_SHORT", PixelType.Int16),
        ("MET_UINT", PixelType.UInt32), ("MET_INT", PixelType.Int32), ("MET_ULONG_LONG", PixelType.UInt64), ("MET_LONG_LONG", PixelType.Int64),
        ("MET_FLOAT", PixelType.Float32), ("MET_DOUBLE", PixelType.Float64), ("MET_ULONG", PixelType.UInt32), ("MET_LONG", PixelType.Int32),
    ];

    /// <summary>The type of a name, also with <c>_ARRAY</c> behind it; null for an unknown one.</summary>
    public static PixelType? Find(string name)
    {
        string plain = name.EndsWith("_ARRAY", StringComparison.Ordinal) ? name[..^6] : name;
        int at = Array.FindIndex(s_names, entry => entry.Name == plain);
        return at < 0 ? null : s_names[at].Type;
    }

    /// <summary>The name to write for a type.</summary>
    public static string Name(PixelType type) => Array.Find(s_names, entry => entry.Type == (type == PixelType.Bool ? PixelType.UInt8 : type)).Name;
}
