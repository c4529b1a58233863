namespace DeepHealth.Ecvl.Dicom;

/// <summary>Tags that only pixels and series ask for.</summary>
internal static class DicomPixelTags
{
    public static DicomTag ImagerPixelSpacing => new(0x0018, 0x1164);

    public static DicomTag NominalScannedPixelSpacing => new(0x0018, 0x2010);

    public static DicomTag PlanePositionSequence => new(0x0020, 0x9113);

    public static DicomTag PlaneOrientationSequence => new(0x0020, 0x9116);

    public static DicomTag PixelMeasuresSequence => new(0x0028, 0x9110);

    public static DicomTag FrameVOILUTSequence => new(0x0028, 0x9132);

    public static DicomTag PixelValueTransformationSequence => new(0x0028, 0x9145);

    public static DicomTag SharedFunctionalGroupsSequence => new(0x5200, 0x9229);

    public static DicomTag PerFrameFunctionalGroupsSequence => new(0x5200, 0x9230);

    public static DicomTag DetectorInformationSequence => new(0x0054, 0x0022);

    public static DicomTag GridFrameOffsetVector => new(0x3004, 0x000C);

    public static DicomTag DoseGridScaling => new(0x3004, 0x000E);

    public static DicomTag LossyImageCompression => new(0x0028, 0x2110);

    public static DicomTag LossyImageCompressionRatio => new(0x0028, 0x2112);

    public static DicomTag LossyImageCompressionMethod => new(0x0028, 0x2114);

    public static DicomTag EncapsulatedPixelDataValueTotalLength => new(0x7FE0, 0x0003);
}
