namespace DeepHealth.Ecvl.Dicom;

/// <summary>Tags of the basic directory information object (DICOM PS3.3 section F.3.2.2).</summary>
internal static class DicomDirectoryTags
{
    public static DicomTag FileSetId => new(0x0004, 0x1130);

    public static DicomTag FirstRecord => new(0x0004, 0x1200);

    public static DicomTag LastRecord => new(0x0004, 0x1202);

    public static DicomTag Consistency => new(0x0004, 0x1212);

    public static DicomTag Records => new(0x0004, 0x1220);

    public static DicomTag Next => new(0x0004, 0x1400);

    public static DicomTag InUse => new(0x0004, 0x1410);

    public static DicomTag Lower => new(0x0004, 0x1420);

    public static DicomTag Type => new(0x0004, 0x1430);

    public static DicomTag FileId => new(0x0004, 0x1500);

    public static DicomTag FileSopClass => new(0x0004, 0x1510);

    public static DicomTag FileSopInstance => new(0x0004, 0x1511);

    public static DicomTag FileSyntax => new(0x0004, 0x1512);
}
