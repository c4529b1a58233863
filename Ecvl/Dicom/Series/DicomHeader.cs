namespace DeepHealth.Ecvl.Dicom;

/// <summary>What a scan keeps of one file.</summary>
internal sealed class DicomHeader
{
    private static readonly DicomTag s_echoNumbers = new(0x0018, 0x0086);
    private static readonly DicomTag s_temporalPosition = new(0x0020, 0x0100);
    private static readonly DicomTag s_acquisitionNumber = new(0x0020, 0x0012);
    private static readonly DicomTag s_triggerTime = new(0x0018, 0x1060);
    private static readonly DicomTag s_frameContent = new(0x0020, 0x9111);
    private static readonly DicomTag s_temporalIndex = new(0x0020, 0x9128);

    // Values of Image Type (0008,0008) that say which part of complex numbers the pixels are; scanners put several into one series.
    private static readonly string[] s_components = ["M", "P", "R", "I"];

    private DicomHeader(string path) => Path = path;

    public string Path { get; }

    /// <summary>Why the file has no images; null where it has.</summary>
    public string? Refusal { get; private init; }

    public string SeriesUid { get; private init; } = "";

    public string Description { get; private init; } = "";

    public string Modality { get; private init; } = "";

    public string SopClassUid { get; private init; } = "";

    public string Echo { get; private init; } = "";

    /// <summary>Magnitude, phase, real or imaginary part, as Image Type says; empty where it does not.</summary>
    public string Component { get; private init; } = "";

    public DicomSlice[] Slices { get; private init; } = [];

    /// <summary>Reads a file up to its pixels; files that are no DICOM images get a reason.</summary>
    /// <param name="path">The file.</param>
    public static DicomHeader Read(string path)
    {
        try
        {
            using DicomFile file = DicomFile.Open(path);
            DicomDataSet dataSet = file.DataSet;
            if (!dataSet.Contains(DicomTags.PixelData) && !dataSet.Contains(DicomTags.FloatPixelData) && !dataSet.Contains(DicomTags.DoubleFloatPixelData))
            {
                return new DicomHeader(path) { Refusal = $"\"{path}\" has no pixel data." };
            }

            DicomPixels pixels = DicomPixels.Of(file);
            pixels.CheckLength();
            DicomPixelFormat format = pixels.Format;
            int number = dataSet.GetInt32(DicomTags.InstanceNumber, 0);
            string uid = dataSet.GetString(DicomTags.SOPInstanceUID);
            DicomSlice[] slices = new DicomSlice[format.Frames];
            for (int frame = 0; frame < slices.Length; frame++)
            {
                slices[frame] = new DicomSlice(path, frame, number, DicomPlane.Of(dataSet, frame), format, TimeOf(dataSet, frame)) { InstanceUid = uid, Rescale = pixels.RescaleOf(frame) };
            }

            return new DicomHeader(path)
            {
                SeriesUid = dataSet.GetString(DicomTags.SeriesInstanceUID),
                Description = dataSet.GetString(DicomTags.SeriesDescription),
                Modality = dataSet.GetString(DicomTags.Modality),
                SopClassUid = dataSet.GetString(DicomTags.SOPClassUID),
                Echo = dataSet.GetString(s_echoNumbers),
                Component = dataSet.Find(DicomTags.ImageType)?.GetStrings().Skip(2).FirstOrDefault(s_components.Contains) ?? "",
                Slices = slices,
            };
        }
        catch (DicomException error)
        {
            return new DicomHeader(path) { Refusal = error.Message.Contains(path, StringComparison.Ordinal) ? error.Message : $"\"{path}\": {error.Message}" };
        }
        catch (IOException error)
        {
            return new DicomHeader(path) { Refusal = $"\"{path}\" cannot be read: {error.Message}" };
        }
        catch (UnauthorizedAccessException error)
        {
            return new DicomHeader(path) { Refusal = $"\"{path}\" cannot be read: {error.Message}" };
        }
    }

    private static double TimeOf(DicomDataSet dataSet, int frame)
    {
        DicomDataSet content = DicomFrameGroups.Of(dataSet, frame, s_frameContent);
        foreach (DicomTag tag in (ReadOnlySpan<DicomTag>)[s_temporalIndex, s_temporalPosition, s_triggerTime, s_acquisitionNumber])
        {
            if ((content.Contains(tag) ? content : dataSet).GetDouble(tag, double.NaN) is var time && !double.IsNaN(time))
            {
                return time;
            }
        }

        return 0;
    }
}
