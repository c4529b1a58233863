using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.FormatReport;

/// <summary>Writes DICOM objects made from images and signals, and transcoded files, for checks by other tools.</summary>
public static class WrittenObjects
{
    private static readonly DicomCode s_category = new("123037004", "SCT", "Anatomical Structure");
    private static readonly DicomCode s_liver = new("10200004", "SCT", "Liver");

    /// <summary>Writes the files into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="source">A native file to transcode, or an empty name.</param>
    public static void Write(string folder, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Directory.CreateDirectory(folder);
        void Save(string name, DicomFile file) => file.Save(Path.Combine(folder, name + ".dcm"));
        DicomObjectOptions options = new() { PatientName = "Doe^Jane", PatientId = "1", PatientSex = "F", BirthDate = new DateOnly(1970, 1, 2), StudyId = "1" };
        Save("sc_gray", DicomSecondaryCapture.Create(Ramp("xy", [7, 5], PixelType.UInt16, ColorType.None), options));
        Save("sc_rgb", DicomSecondaryCapture.Create(Ramp("cxy", [3, 7, 5], PixelType.UInt8, ColorType.Rgb), options));
        Save("mf_byte", DicomSecondaryCapture.Create(Ramp("xyz", [7, 5, 4], PixelType.UInt8, ColorType.None), options));
        Save("mf_word", DicomSecondaryCapture.Create(Ramp("xyz", [7, 5, 4], PixelType.UInt16, ColorType.None), options));
        Save("mf_rgb", DicomSecondaryCapture.Create(Ramp("cxyt", [3, 7, 5, 4], PixelType.UInt8, ColorType.Rgb), options));
        Save("mf_bit", DicomSecondaryCapture.Create(Ramp("xyo", [7, 5, 3], PixelType.Bool, ColorType.None), options));
        Image volume = Ramp("xyz", [6, 5, 4], PixelType.Int16, ColorType.None);
        volume.Geometry = new ImageGeometry(new VoxelCounts(6, 5, 4), new Vector3D(0.5, 0.75, 2.5));
        Save("ct", DicomVolumeSlices.Create(volume, DicomVolumeKind.Ct, options).First());
        Save("mr", DicomVolumeSlices.Create(volume, DicomVolumeKind.Mr, options).First());
        Image labels = volume.ConvertTo(PixelType.UInt8);
        foreach (ref byte label in labels.AsSpan<byte>())
        {
            label = (byte)(label % 3);
        }

        Save("seg", DicomSegmentationWriter.FromLabels(labels, [new DicomSegment(1, "first", s_category, s_liver), new DicomSegment(2, "second", s_category, s_liver)]));
        DicomWaveformGroup group = DicomWaveformGroup.Create(250, [new DicomWaveformChannel { Label = "I", Sensitivity = 5 }], [[1, 2, 3, 4]], -1);
        Save("waveform", new DicomWaveform([group], []).ToFile(DicomWaveformKind.GeneralEcg, options));
        if (source.Length == 0)
        {
            return;
        }

        using DicomFile file = DicomFile.Open(source);
        foreach (string uid in (string[])["1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90"])
        {
            if (NativeNeed.OfSyntax(uid) is null)
            {
                Save("to_" + uid, DicomTranscoder.Convert(file, DicomTransferSyntax.Of(uid)));
            }
        }
    }

    private static Image Ramp(string axes, int[] sizes, PixelType type, ColorType color)
    {
        Image ramp = new(axes, sizes, PixelType.Float64, color);
        Span<double> values = ramp.AsSpan<double>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type == PixelType.Bool ? (i % 3 == 0 ? 1 : 0) : i * 5 % 256;
        }

        return ramp.ConvertTo(type);
    }
}
