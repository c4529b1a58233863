namespace DeepHealth.Ecvl;

/// <summary>One field of a TIFF directory; TIFF 6.0 section 2, BigTIFF.</summary>
/// <param name="Tag">What it means.</param>
/// <param name="Type">How a value is stored, 1 … 18.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Offset">Where the values begin.</param>
internal readonly record struct TiffField(int Tag, int Type, long Count, long Offset)
{
    /// <summary>Bytes of one value; 0 where the type is unknown.</summary>
    public int ValueBytes => Type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    /// <summary>Whether the values are integers.</summary>
    public bool IsInteger => Type is 1 or 3 or 4 or 6 or 7 or 8 or 9 or 13 or 16 or 17 or 18;

    /// <summary>Whether integers have a sign.</summary>
    public bool IsSigned => Type is 6 or 8 or 9 or 10 or 17;
}
