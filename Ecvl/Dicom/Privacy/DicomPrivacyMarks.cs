namespace DeepHealth.Ecvl.Dicom;

/// <summary>Says in a data set that and how it was anonymised (DICOM PS3.15 section E.1.1, codes of PS3.16 CID 7050).</summary>
internal static class DicomPrivacyMarks
{
    public static void Set(DicomDataSet dataSet, DicomAnonymizeOptions options)
    {
        (string Code, string Meaning)?[] codes =
        [
            ("113100", "Basic Application Confidentiality Profile"),
            options.DateShiftDays is null ? null : options.DateShiftDays == 0 ? ("113106", "Retain Longitudinal Temporal Information Full Dates Option")
                : ("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
            options.RetainPatientCharacteristics ? ("113108", "Retain Patient Characteristics Option") : null,
            options.RetainDevice ? ("113109", "Retain Device Identity Option") : null,
            options.RetainUids ? ("113110", "Retain UIDs Option") : null,
            options.RetainInstitution ? ("113112", "Retain Institution Identity Option") : null,
        ];
        dataSet.Set(DicomPrivacyTags.PatientIdentityRemoved, "YES");
        // Not by the character set of the data set, which may be unknown.
        dataSet.Set(DicomDataSet.TextElement(DicomPrivacyTags.Method, DicomVr.LO, DicomCharacterSet.Default, [.. codes.OfType<(string Code, string Meaning)>().Select(code => code.Meaning)]));
        dataSet.Set(new DicomElement(DicomPrivacyTags.MethodCodes, codes.OfType<(string Code, string Meaning)>().Select(code => Item(code.Code, code.Meaning))));
        dataSet.Set(DicomPrivacyTags.LongitudinalTemporalInformationModified, options.DateShiftDays switch { null => "REMOVED", 0 => "UNMODIFIED", _ => "MODIFIED" });
    }

    private static DicomDataSet Item(string code, string meaning)
    {
        DicomDataSet item = new();
        item.Set(DicomPrivacyTags.CodeValue, code);
        item.Set(DicomPrivacyTags.CodingSchemeDesignator, "DCM");
        item.Set(DicomPrivacyTags.CodeMeaning, meaning);
        return item;
    }
}
