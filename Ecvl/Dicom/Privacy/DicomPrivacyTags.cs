namespace DeepHealth.Ecvl.Dicom;

/// <summary>Tags that tell how a data set was anonymised.</summary>
internal static class DicomPrivacyTags
{
    public static DicomTag PatientIdentityRemoved => new(0x0012, 0x0062);

    public static DicomTag Method => new(0x0012, 0x0063);

    public static DicomTag MethodCodes => new(0x0012, 0x0064);

    public static DicomTag BurnedInAnnotation => new(0x0028, 0x0301);

    public static DicomTag LongitudinalTemporalInformationModified => new(0x0028, 0x0303);

    public static DicomTag CodeValue => new(0x0008, 0x0100);

    public static DicomTag CodingSchemeDesignator => new(0x0008, 0x0102);

    public static DicomTag CodeMeaning => new(0x0008, 0x0104);
}
