namespace DeepHealth.Ecvl.Dicom;

/// <summary>How data sets become JSON and come back.</summary>
public sealed record DicomJsonOptions
{
    /// <summary>Gives the address under which a value of bytes can be fetched; null leaves the value in the text. Default: all values are in the text.</summary>
    /// <remarks>Asked for OB, OD, OF, OL, OV, OW and UN, and for compressed pixel data, which has no other form in JSON (PS3.18 section F.2.6).</remarks>
    public Func<DicomElement, string?>? AddressOf { get; init; }

    /// <summary>Fetches the bytes of an address when JSON is read. Default: addresses are refused.</summary>
    public Func<string, byte[]>? Fetch { get; init; }

    /// <summary>Whether the text has line breaks and indents. Default false.</summary>
    public bool Indented { get; init; }

    /// <summary>Most sequences within each other when JSON is read. Default 64.</summary>
    public int MaximumDepth { get; init; } = 64;
}
