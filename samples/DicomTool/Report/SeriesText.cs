using System.Globalization;

namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>Series as text: patients, below them studies, below them series.</summary>
internal static class SeriesText
{
    /// <summary>Writes series, which are in the order of patients and studies.</summary>
    public static void Write(TextWriter output, IReadOnlyList<SeriesSummary> series)
    {
        SeriesSummary? before = null;
        foreach (SeriesSummary one in series)
        {
            if (one.Patient != before?.Patient)
            {
                output.WriteLine($"Patient {one.Patient}");
            }

            if (one.Patient != before?.Patient || one.StudyUid != before.StudyUid)
            {
                output.WriteLine($"  Study {one.Study}");
            }

            Write(output, one);
            before = one;
        }
    }

    private static void Write(TextWriter output, SeriesSummary one)
    {
        string title = string.Join(' ', new[] { "Series", one.Number, one.Modality, one.Description.Length > 0 ? $"\"{one.Description}\"" : "" }.Where(part => part.Length > 0));
        output.WriteLine($"    {title}: {Words.Counted(one.Files, "file")}, {string.Join(", ", one.Classes)}");
        if (one.Frames > 0)
        {
            output.WriteLine($"      {Words.Counted(one.Frames, "frame")} of {string.Join(", ", one.Sizes)}; {string.Join(", ", one.Pixels)}");
        }

        if (one.Voxels.Length > 0)
        {
            string times = one.TimePoints > 1 ? $", {one.TimePoints} times" : "";
            output.WriteLine($"      {one.Voxels} voxels of {string.Join(" x ", one.SpacingMm.Select(value => value.ToString("0.####", CultureInfo.InvariantCulture)))} mm{times}");
        }

        output.WriteLine($"      {string.Join(", ", one.Syntaxes)}");
        foreach (string remark in one.Remarks)
        {
            output.WriteLine($"      {remark}");
        }
    }
}
