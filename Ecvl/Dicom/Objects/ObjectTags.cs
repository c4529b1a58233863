namespace DeepHealth.Ecvl.Dicom;

/// <summary>Tags that only made objects name.</summary>
internal static class ObjectTags
{
    public static DicomTag InstanceCreationDate => new(0x0008, 0x0012);

    public static DicomTag InstanceCreationTime => new(0x0008, 0x0013);

    public static DicomTag ContentDate => new(0x0008, 0x0023);

    public static DicomTag SeriesTime => new(0x0008, 0x0031);

    public static DicomTag ContentTime => new(0x0008, 0x0033);

    public static DicomTag ConversionType => new(0x0008, 0x0064);

    public static DicomTag ReferringPhysicianName => new(0x0008, 0x0090);

    public static DicomTag CodeValue => new(0x0008, 0x0100);

    public static DicomTag CodingSchemeDesignator => new(0x0008, 0x0102);

    public static DicomTag CodingSchemeVersion => new(0x0008, 0x0103);

    public static DicomTag CodeMeaning => new(0x0008, 0x0104);

    public static DicomTag LongCodeValue => new(0x0008, 0x0119);

    public static DicomTag UrnCodeValue => new(0x0008, 0x0120);

    public static DicomTag ManufacturerModelName => new(0x0008, 0x1090);

    public static DicomTag ReferencedSeriesSequence => new(0x0008, 0x1115);

    public static DicomTag ReferencedInstanceSequence => new(0x0008, 0x114A);

    public static DicomTag ReferencedSOPClassUID => new(0x0008, 0x1150);

    public static DicomTag ReferencedSOPInstanceUID => new(0x0008, 0x1155);

    public static DicomTag SourceImageSequence => new(0x0008, 0x2112);

    public static DicomTag AnatomicRegionSequence => new(0x0008, 0x2218);

    public static DicomTag DerivationImageSequence => new(0x0008, 0x9124);

    public static DicomTag DerivationCodeSequence => new(0x0008, 0x9215);

    public static DicomTag ScanningSequence => new(0x0018, 0x0020);

    public static DicomTag SequenceVariant => new(0x0018, 0x0021);

    public static DicomTag ScanOptions => new(0x0018, 0x0022);

    public static DicomTag MRAcquisitionType => new(0x0018, 0x0023);

    public static DicomTag KVP => new(0x0018, 0x0060);

    public static DicomTag RepetitionTime => new(0x0018, 0x0080);

    public static DicomTag EchoTime => new(0x0018, 0x0081);

    public static DicomTag EchoTrainLength => new(0x0018, 0x0091);

    public static DicomTag DeviceSerialNumber => new(0x0018, 0x1000);

    public static DicomTag SoftwareVersions => new(0x0018, 0x1020);

    public static DicomTag FrameTime => new(0x0018, 0x1063);

    public static DicomTag PageNumberVector => new(0x0018, 0x2001);

    public static DicomTag SliceLocationVector => new(0x0018, 0x2005);

    public static DicomTag NominalScannedPixelSpacing => new(0x0018, 0x2010);

    public static DicomTag PatientPosition => new(0x0018, 0x5100);

    public static DicomTag AcquisitionNumber => new(0x0020, 0x0012);

    public static DicomTag PatientOrientation => new(0x0020, 0x0020);

    public static DicomTag Laterality => new(0x0020, 0x0060);

    public static DicomTag PositionReferenceIndicator => new(0x0020, 0x1040);

    public static DicomTag FrameContentSequence => new(0x0020, 0x9111);

    public static DicomTag PlanePositionSequence => new(0x0020, 0x9113);

    public static DicomTag PlaneOrientationSequence => new(0x0020, 0x9116);

    public static DicomTag DimensionIndexValues => new(0x0020, 0x9157);

    public static DicomTag DimensionOrganizationUID => new(0x0020, 0x9164);

    public static DicomTag DimensionIndexPointer => new(0x0020, 0x9165);

    public static DicomTag FunctionalGroupPointer => new(0x0020, 0x9167);

    public static DicomTag DimensionOrganizationSequence => new(0x0020, 0x9221);

    public static DicomTag DimensionIndexSequence => new(0x0020, 0x9222);

    public static DicomTag DimensionDescriptionLabel => new(0x0020, 0x9421);

    public static DicomTag FrameIncrementPointer => new(0x0028, 0x0009);

    public static DicomTag BurnedInAnnotation => new(0x0028, 0x0301);

    public static DicomTag RescaleType => new(0x0028, 0x1054);

    public static DicomTag LossyImageCompression => new(0x0028, 0x2110);

    public static DicomTag PixelMeasuresSequence => new(0x0028, 0x9110);

    public static DicomTag PurposeOfReferenceCodeSequence => new(0x0040, 0xA170);

    public static DicomTag SegmentationType => new(0x0062, 0x0001);

    public static DicomTag SegmentSequence => new(0x0062, 0x0002);

    public static DicomTag SegmentedPropertyCategoryCodeSequence => new(0x0062, 0x0003);

    public static DicomTag SegmentNumber => new(0x0062, 0x0004);

    public static DicomTag SegmentLabel => new(0x0062, 0x0005);

    public static DicomTag SegmentDescription => new(0x0062, 0x0006);

    public static DicomTag SegmentationAlgorithmIdentificationSequence => new(0x0062, 0x0007);

    public static DicomTag SegmentAlgorithmType => new(0x0062, 0x0008);

    public static DicomTag SegmentAlgorithmName => new(0x0062, 0x0009);

    public static DicomTag SegmentIdentificationSequence => new(0x0062, 0x000A);

    public static DicomTag ReferencedSegmentNumber => new(0x0062, 0x000B);

    public static DicomTag RecommendedDisplayCIELabValue => new(0x0062, 0x000D);

    public static DicomTag MaximumFractionalValue => new(0x0062, 0x000E);

    public static DicomTag SegmentedPropertyTypeCodeSequence => new(0x0062, 0x000F);

    public static DicomTag SegmentationFractionalType => new(0x0062, 0x0010);

    public static DicomTag SegmentedPropertyTypeModifierCodeSequence => new(0x0062, 0x0011);

    public static DicomTag SegmentsOverlap => new(0x0062, 0x0013);

    public static DicomTag TrackingID => new(0x0062, 0x0020);

    public static DicomTag TrackingUID => new(0x0062, 0x0021);

    public static DicomTag ContentLabel => new(0x0070, 0x0080);

    public static DicomTag ContentDescription => new(0x0070, 0x0081);

    public static DicomTag ContentCreatorName => new(0x0070, 0x0084);

    public static DicomTag PresentationLUTShape => new(0x2050, 0x0020);

    public static DicomTag SharedFunctionalGroupsSequence => new(0x5200, 0x9229);

    public static DicomTag PerFrameFunctionalGroupsSequence => new(0x5200, 0x9230);
}
