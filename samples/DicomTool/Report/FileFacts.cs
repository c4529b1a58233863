using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>What info keeps of a file.</summary>
/// <param name="Class">Name of its SOP class.</param>
/// <param name="Syntax">Name of its transfer syntax.</param>
/// <param name="Frames">Number of frames; 0 without pixels.</param>
/// <param name="Size">Columns and rows; empty without pixels.</param>
/// <param name="Pixels">Cells; empty without pixels.</param>
/// <param name="Path">The file, where it has pixels of one place or more; null otherwise.</param>
/// <param name="Remarks">Whatever else is worth a line.</param>
internal sealed record FileFacts(string Class, string Syntax, int Frames, string Size, string Pixels, string? Path, IReadOnlyList<string> Remarks)
{
    private static readonly DicomTag s_waveform = DicomTagTable.TagOf("WaveformSequence");
    private static readonly DicomTag s_segmentation = DicomTagTable.TagOf("SegmentationType");

    /// <summary>Reads the facts of a file.</summary>
    /// <exception cref="DicomException">A value does not follow the standard.</exception>
    public static FileFacts Of(DicomFile file)
    {
        DicomDataSet dataSet = file.DataSet;
        string uid = dataSet.GetString(DicomTags.SOPClassUID);
        string name = DicomUid.Find(uid)?.Name ?? uid;
        if (!dataSet.Contains(DicomTags.Rows) || !dataSet.Contains(DicomTags.BitsAllocated))
        {
            return new FileFacts(name, file.TransferSyntax.Name, 0, "", "", null, [.. RemarksOf(file)]);
        }

        DicomPixelFormat format = DicomPixelFormat.Of(dataSet);
        string stored = format.BitsStored == format.BitsAllocated ? $"{format.BitsStored} bit" : $"{format.BitsStored} of {format.BitsAllocated} bit";
        return new FileFacts(name, file.TransferSyntax.Name, format.Frames, $"{format.Columns} x {format.Rows}", $"{stored} {(format.IsSigned ? "signed " : "")}{format.Photometric}",
            file.Name, [.. RemarksOf(file)]);
    }

    private static IEnumerable<string> RemarksOf(DicomFile file)
    {
        if (file.DataSet.Contains(s_waveform))
        {
            foreach (DicomWaveformGroup group in DicomWaveform.Of(file.DataSet).Groups)
            {
                yield return FormattableString.Invariant($"{group}, {group.DurationSeconds:0.###} s: {string.Join(", ", group.Channels.Select(channel => channel.Name))}");
            }
        }

        if (file.DataSet.Contains(s_segmentation))
        {
            DicomSegmentation segmentation = DicomSegmentation.Of(file);
            yield return $"{segmentation.Kind} segmentation of {segmentation.Geometry.Size} voxels: {string.Join(", ", segmentation.Segments.Select(segment => $"{segment.Number} {segment.Label}"))}";
        }
    }
}
