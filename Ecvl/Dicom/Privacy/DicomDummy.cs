namespace DeepHealth.Ecvl.Dicom;

/// <summary>Values that say nothing, for attributes that must have one (action D of DICOM PS3.15 table E.1-1a).</summary>
internal static class DicomDummy
{
    /// <summary>The element with another value: a word, the first day of 1900, or zeros.</summary>
    public static DicomElement Of(DicomElement element)
    {
        string? text = element.Vr switch
        {
            DicomVr.AE or DicomVr.CS or DicomVr.LO or DicomVr.LT or DicomVr.PN or DicomVr.SH or DicomVr.ST or DicomVr.UC or DicomVr.UT => "ANONYMIZED",
            DicomVr.AS => "000Y",
            DicomVr.DA => "19000101",
            DicomVr.DT => "19000101000000",
            DicomVr.TM => "000000",
            DicomVr.DS or DicomVr.IS => "0",
            DicomVr.UR => "http://anonymized.invalid",
            _ => null,
        };
        if (text is not null)
        {
            return DicomDataSet.TextElement(element.Tag, element.Vr, DicomCharacterSet.Default, [text]);
        }

        // Numbers and bytes: one value, or a pair of bytes.
        int size = element.Vr == DicomVr.AT ? 4 : Math.Max(element.Vr.WordSize(), 2);
        return new DicomElement(element.Tag, element.Vr, new DicomBytes(new byte[size]));
    }
}
