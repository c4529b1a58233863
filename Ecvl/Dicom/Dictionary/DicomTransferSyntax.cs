namespace DeepHealth.Ecvl.Dicom;

/// <summary>How the data set of a file is encoded (DICOM PS3.5 section 10 and annex A).</summary>
/// <param name="Uid">Its identifier.</param>
/// <param name="IsExplicit">Whether every element states its value representation.</param>
/// <param name="IsLittleEndian">Whether the low byte of a number comes first.</param>
/// <param name="IsDeflated">Whether the data set is compressed as a whole.</param>
/// <param name="IsEncapsulated">Whether pixel data are compressed frames in fragments.</param>
public sealed record DicomTransferSyntax(string Uid, bool IsExplicit, bool IsLittleEndian, bool IsDeflated, bool IsEncapsulated)
{
    /// <summary>Implicit VR Little Endian, the default of networks.</summary>
    public static DicomTransferSyntax ImplicitLittleEndian { get; } = new("1.2.840.10008.1.2", false, true, false, false);

    /// <summary>Explicit VR Little Endian, the usual one of files.</summary>
    public static DicomTransferSyntax ExplicitLittleEndian { get; } = new("1.2.840.10008.1.2.1", true, true, false, false);

    /// <summary>Deflated Explicit VR Little Endian.</summary>
    public static DicomTransferSyntax DeflatedExplicitLittleEndian { get; } = new("1.2.840.10008.1.2.1.99", true, true, true, false);

    /// <summary>Explicit VR Big Endian (retired).</summary>
    public static DicomTransferSyntax ExplicitBigEndian { get; } = new("1.2.840.10008.1.2.2", true, false, false, false);

    /// <summary>RLE Lossless.</summary>
    public static DicomTransferSyntax RleLossless { get; } = new("1.2.840.10008.1.2.5", true, true, false, true);

    /// <summary>Name in the standard, or the identifier where it is not registered.</summary>
    public string Name => DicomUid.Find(Uid)?.Name ?? Uid;

    /// <summary>The syntax of an identifier.</summary>
    /// <remarks>Every syntax other than the uncompressed ones is explicit little endian with encapsulated pixel data, private ones included
    /// (PS3.5 annex A.4).</remarks>
    /// <param name="uid">Transfer Syntax UID (0002,0010).</param>
    public static DicomTransferSyntax Of(string uid) => uid switch
    {
        "1.2.840.10008.1.2" => ImplicitLittleEndian,
        "1.2.840.10008.1.2.1" => ExplicitLittleEndian,
        "1.2.840.10008.1.2.1.99" => DeflatedExplicitLittleEndian,
        "1.2.840.10008.1.2.2" => ExplicitBigEndian,
        "1.2.840.10008.1.2.5" => RleLossless,
        // JPIP references: deflated like the third, without pixel data.
        "1.2.840.10008.1.2.4.95" or "1.2.840.10008.1.2.4.205" => new DicomTransferSyntax(uid, true, true, true, true),
        _ => new DicomTransferSyntax(uid, true, true, false, true),
    };

    /// <summary>Name and identifier.</summary>
    public override string ToString() => Name == Uid ? Uid : $"{Name} ({Uid})";
}
