namespace DeepHealth.Ecvl.Dicom;

/// <summary>Tags that imaging code names most; all others by <see cref="DicomTagTable.TagOf"/>.</summary>
public static class DicomTags
{
    /// <summary>File Meta Information Group Length: UL.</summary>
    public static DicomTag FileMetaInformationGroupLength => new(0x0002, 0x0000);

    /// <summary>File Meta Information Version: OB.</summary>
    public static DicomTag FileMetaInformationVersion => new(0x0002, 0x0001);

    /// <summary>Media Storage SOP Class UID: UI.</summary>
    public static DicomTag MediaStorageSOPClassUID => new(0x0002, 0x0002);

    /// <summary>Media Storage SOP Instance UID: UI.</summary>
    public static DicomTag MediaStorageSOPInstanceUID => new(0x0002, 0x0003);

    /// <summary>Transfer Syntax UID: UI.</summary>
    public static DicomTag TransferSyntaxUID => new(0x0002, 0x0010);

    /// <summary>Implementation Class UID: UI.</summary>
    public static DicomTag ImplementationClassUID => new(0x0002, 0x0012);

    /// <summary>Implementation Version Name: SH.</summary>
    public static DicomTag ImplementationVersionName => new(0x0002, 0x0013);

    /// <summary>Specific Character Set: CS.</summary>
    public static DicomTag SpecificCharacterSet => new(0x0008, 0x0005);

    /// <summary>Image Type: CS.</summary>
    public static DicomTag ImageType => new(0x0008, 0x0008);

    /// <summary>SOP Class UID: UI.</summary>
    public static DicomTag SOPClassUID => new(0x0008, 0x0016);

    /// <summary>SOP Instance UID: UI.</summary>
    public static DicomTag SOPInstanceUID => new(0x0008, 0x0018);

    /// <summary>Study Date: DA.</summary>
    public static DicomTag StudyDate => new(0x0008, 0x0020);

    /// <summary>Series Date: DA.</summary>
    public static DicomTag SeriesDate => new(0x0008, 0x0021);

    /// <summary>Study Time: TM.</summary>
    public static DicomTag StudyTime => new(0x0008, 0x0030);

    /// <summary>Accession Number: SH.</summary>
    public static DicomTag AccessionNumber => new(0x0008, 0x0050);

    /// <summary>Modality: CS.</summary>
    public static DicomTag Modality => new(0x0008, 0x0060);

    /// <summary>Manufacturer: LO.</summary>
    public static DicomTag Manufacturer => new(0x0008, 0x0070);

    /// <summary>Study Description: LO.</summary>
    public static DicomTag StudyDescription => new(0x0008, 0x1030);

    /// <summary>Series Description: LO.</summary>
    public static DicomTag SeriesDescription => new(0x0008, 0x103E);

    /// <summary>Patient's Name: PN.</summary>
    public static DicomTag PatientName => new(0x0010, 0x0010);

    /// <summary>Patient ID: LO.</summary>
    public static DicomTag PatientID => new(0x0010, 0x0020);

    /// <summary>Patient's Birth Date: DA.</summary>
    public static DicomTag PatientBirthDate => new(0x0010, 0x0030);

    /// <summary>Patient's Sex: CS.</summary>
    public static DicomTag PatientSex => new(0x0010, 0x0040);

    /// <summary>Patient's Age: AS.</summary>
    public static DicomTag PatientAge => new(0x0010, 0x1010);

    /// <summary>Slice Thickness: DS.</summary>
    public static DicomTag SliceThickness => new(0x0018, 0x0050);

    /// <summary>Spacing Between Slices: DS.</summary>
    public static DicomTag SpacingBetweenSlices => new(0x0018, 0x0088);

    /// <summary>Study Instance UID: UI.</summary>
    public static DicomTag StudyInstanceUID => new(0x0020, 0x000D);

    /// <summary>Series Instance UID: UI.</summary>
    public static DicomTag SeriesInstanceUID => new(0x0020, 0x000E);

    /// <summary>Study ID: SH.</summary>
    public static DicomTag StudyID => new(0x0020, 0x0010);

    /// <summary>Series Number: IS.</summary>
    public static DicomTag SeriesNumber => new(0x0020, 0x0011);

    /// <summary>Instance Number: IS.</summary>
    public static DicomTag InstanceNumber => new(0x0020, 0x0013);

    /// <summary>Image Position (Patient): DS.</summary>
    public static DicomTag ImagePositionPatient => new(0x0020, 0x0032);

    /// <summary>Image Orientation (Patient): DS.</summary>
    public static DicomTag ImageOrientationPatient => new(0x0020, 0x0037);

    /// <summary>Frame of Reference UID: UI.</summary>
    public static DicomTag FrameOfReferenceUID => new(0x0020, 0x0052);

    /// <summary>Slice Location: DS.</summary>
    public static DicomTag SliceLocation => new(0x0020, 0x1041);

    /// <summary>Samples per Pixel: US.</summary>
    public static DicomTag SamplesPerPixel => new(0x0028, 0x0002);

    /// <summary>Photometric Interpretation: CS.</summary>
    public static DicomTag PhotometricInterpretation => new(0x0028, 0x0004);

    /// <summary>Planar Configuration: US.</summary>
    public static DicomTag PlanarConfiguration => new(0x0028, 0x0006);

    /// <summary>Number of Frames: IS.</summary>
    public static DicomTag NumberOfFrames => new(0x0028, 0x0008);

    /// <summary>Rows: US.</summary>
    public static DicomTag Rows => new(0x0028, 0x0010);

    /// <summary>Columns: US.</summary>
    public static DicomTag Columns => new(0x0028, 0x0011);

    /// <summary>Pixel Spacing: DS.</summary>
    public static DicomTag PixelSpacing => new(0x0028, 0x0030);

    /// <summary>Bits Allocated: US.</summary>
    public static DicomTag BitsAllocated => new(0x0028, 0x0100);

    /// <summary>Bits Stored: US.</summary>
    public static DicomTag BitsStored => new(0x0028, 0x0101);

    /// <summary>High Bit: US.</summary>
    public static DicomTag HighBit => new(0x0028, 0x0102);

    /// <summary>Pixel Representation: US.</summary>
    public static DicomTag PixelRepresentation => new(0x0028, 0x0103);

    /// <summary>Smallest Image Pixel Value: US/SS.</summary>
    public static DicomTag SmallestImagePixelValue => new(0x0028, 0x0106);

    /// <summary>Largest Image Pixel Value: US/SS.</summary>
    public static DicomTag LargestImagePixelValue => new(0x0028, 0x0107);

    /// <summary>Pixel Padding Value: US/SS.</summary>
    public static DicomTag PixelPaddingValue => new(0x0028, 0x0120);

    /// <summary>Window Center: DS.</summary>
    public static DicomTag WindowCenter => new(0x0028, 0x1050);

    /// <summary>Window Width: DS.</summary>
    public static DicomTag WindowWidth => new(0x0028, 0x1051);

    /// <summary>Rescale Intercept: DS.</summary>
    public static DicomTag RescaleIntercept => new(0x0028, 0x1052);

    /// <summary>Rescale Slope: DS.</summary>
    public static DicomTag RescaleSlope => new(0x0028, 0x1053);

    /// <summary>Rescale Type: LO.</summary>
    public static DicomTag RescaleType => new(0x0028, 0x1054);

    /// <summary>VOI LUT Function: CS.</summary>
    public static DicomTag VOILUTFunction => new(0x0028, 0x1056);

    /// <summary>Red Palette Color Lookup Table Descriptor: US/SS.</summary>
    public static DicomTag RedPaletteColorLookupTableDescriptor => new(0x0028, 0x1101);

    /// <summary>Green Palette Color Lookup Table Descriptor: US/SS.</summary>
    public static DicomTag GreenPaletteColorLookupTableDescriptor => new(0x0028, 0x1102);

    /// <summary>Blue Palette Color Lookup Table Descriptor: US/SS.</summary>
    public static DicomTag BluePaletteColorLookupTableDescriptor => new(0x0028, 0x1103);

    /// <summary>Red Palette Color Lookup Table Data: OW.</summary>
    public static DicomTag RedPaletteColorLookupTableData => new(0x0028, 0x1201);

    /// <summary>Green Palette Color Lookup Table Data: OW.</summary>
    public static DicomTag GreenPaletteColorLookupTableData => new(0x0028, 0x1202);

    /// <summary>Blue Palette Color Lookup Table Data: OW.</summary>
    public static DicomTag BluePaletteColorLookupTableData => new(0x0028, 0x1203);

    /// <summary>Segmented Red Palette Color Lookup Table Data: OW.</summary>
    public static DicomTag SegmentedRedPaletteColorLookupTableData => new(0x0028, 0x1221);

    /// <summary>Modality LUT Sequence: SQ.</summary>
    public static DicomTag ModalityLUTSequence => new(0x0028, 0x3000);

    /// <summary>LUT Descriptor: US/SS.</summary>
    public static DicomTag LUTDescriptor => new(0x0028, 0x3002);

    /// <summary>LUT Data: US/OW.</summary>
    public static DicomTag LUTData => new(0x0028, 0x3006);

    /// <summary>VOI LUT Sequence: SQ.</summary>
    public static DicomTag VOILUTSequence => new(0x0028, 0x3010);

    /// <summary>Extended Offset Table: OV.</summary>
    public static DicomTag ExtendedOffsetTable => new(0x7FE0, 0x0001);

    /// <summary>Extended Offset Table Lengths: OV.</summary>
    public static DicomTag ExtendedOffsetTableLengths => new(0x7FE0, 0x0002);

    /// <summary>Float Pixel Data: OF.</summary>
    public static DicomTag FloatPixelData => new(0x7FE0, 0x0008);

    /// <summary>Double Float Pixel Data: OD.</summary>
    public static DicomTag DoubleFloatPixelData => new(0x7FE0, 0x0009);

    /// <summary>Pixel Data: OB/OW.</summary>
    public static DicomTag PixelData => new(0x7FE0, 0x0010);

    /// <summary>Item.</summary>
    public static DicomTag Item => new(0xFFFE, 0xE000);

    /// <summary>Item Delimitation Item.</summary>
    public static DicomTag ItemDelimitationItem => new(0xFFFE, 0xE00D);

    /// <summary>Sequence Delimitation Item.</summary>
    public static DicomTag SequenceDelimitationItem => new(0xFFFE, 0xE0DD);
}
