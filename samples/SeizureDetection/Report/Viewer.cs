using System.Globalization;
using System.Text;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Numerics;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Report;

/// <summary>Writes the viewer: one HTML file with all data in it that opens without a network.</summary>
internal static class Viewer
{
    /// <summary>Writes the page.</summary>
    /// <param name="workspace">Where tables lie; the page goes there too.</param>
    /// <param name="exams">Exams; those without labels are left out.</param>
    /// <param name="bad">Files that were left out, for the list at the end.</param>
    /// <returns>Number of exams shown.</returns>
    public static int Write(Workspace workspace, IReadOnlyList<Exam> exams, IReadOnlyList<BadFile> bad)
    {
        Exam[] shown = [.. exams.Where(exam => File.Exists(workspace.Labels(exam.Name)))];
        AtomicFile.WriteText(workspace.Report, ViewerPage.Render(Json(workspace, shown), Rows(bad), shown.Length));
        return shown.Length;
    }

    /// <summary>Name, patient, start, first beat, intervals and bands of each exam. A beat's time is the first one's and the intervals up to it.</summary>
    private static string Json(Workspace workspace, Exam[] exams)
    {
        StringBuilder text = new("[");
        for (int i = 0; i < exams.Length; i++)
        {
            Exam exam = exams[i];
            RrTable rr = RrTable.Read(workspace.Rr(exam.Name));
            DateTime start = PandasText.Time(rr.Start);
            double duration = EdfFile.Open(exam.Recording).DurationSeconds;
            text.Append(i == 0 ? "\n" : ",\n");
            text.Append(CultureInfo.InvariantCulture, $"{{\"exam\":{Quote(exam.Name)},\"patient\":{Quote(exam.Patient)},\"start\":\"{start:yyyy-MM-dd HH:mm:ss}\",\"seconds\":{duration},\"first\":{(rr.Nanoseconds[0] - rr.Start) / 1e6:0.###},\"rr\":[");
            text.AppendJoin(',', rr.IntervalsMs.Select(interval => interval.ToString("0.##", CultureInfo.InvariantCulture))).Append("],\"bands\":[");
            text.AppendJoin(',', LabelStep.Events(exam.Annotations, start, duration).Select(band => string.Create(CultureInfo.InvariantCulture, $"[{band.StartSeconds},{band.EndSeconds},{Quote(band.Label)}]")));
            text.Append("]}");
        }

        return text.Append("\n]").ToString();
    }

    // The default encoder also escapes the angle brackets that would end the script element.
    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Rows(IReadOnlyList<BadFile> bad)
    {
        StringBuilder rows = new();
        foreach (BadFile file in bad)
        {
            rows.Append("<tr>");
            foreach (string cell in (string[])[file.File, file.Step, file.Reason])
            {
                rows.Append("<td>").Append(System.Net.WebUtility.HtmlEncode(cell)).Append("</td>");
            }

            rows.Append("</tr>\n");
        }

        return rows.ToString();
    }
}
