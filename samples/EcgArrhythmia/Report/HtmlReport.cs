using System.Text;

namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Writes the report of a run as one HTML file that opens without a network: no script, no font, no picture from elsewhere.</summary>
/// <remarks>The page is well-formed XML, has a light and a dark look and can be printed. Equal data gives equal bytes.</remarks>
public static class HtmlReport
{
    /// <summary>Writes the report. A reader never sees half a file: it is written beside its place and then renamed.</summary>
    /// <param name="path">File to write; replaced where it exists. Its folder is made where it does not.</param>
    /// <param name="data">What to show.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ReportData data)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? full);
        string temporary = full + ".part";
        try
        {
            File.WriteAllText(temporary, Render(data), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The text of the report.</summary>
    public static string Render(ReportData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Markup page = new();
        page.Line("<!DOCTYPE html>").Line("<html lang=\"en\">").Line("<head>").Line("<meta charset=\"utf-8\"/>");
        page.Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>").Line("<meta name=\"color-scheme\" content=\"light dark\"/>");
        page.Element("title", data.Title).Raw("<style>\n").Raw(ReportStyle.Css).Line("\n</style>").Line("</head>").Line("<body>");
        page.Line("<header>").Element("h1", data.Title);
        if (!string.IsNullOrEmpty(data.Subtitle))
        {
            page.Element("p", data.Subtitle, "class=\"subtitle\"");
        }

        page.Line("</header>").Line("<main>");
        ReportTables.Figures(page, data);
        ReportTables.Classes(page, data.Classes);
        ReportFigures.Training(page, data);
        bool pair = data.Confusion is not null && data.Rocs.Count > 0;
        page.Raw(pair ? "<div class=\"columns\">\n" : "");
        ReportTables.Confusion(page, data.Confusion);
        ReportFigures.Roc(page, data);
        page.Raw(pair ? "</div>\n" : "");
        ReportFigures.Strips(page, data.Strips);
        ReportTables.Facts(page, data.Facts);
        page.Line("</main>");
        page.Element("footer", "Made by DeepHealth for research and teaching. Not a medical device: not for diagnosis.");
        return page.Line("</body>").Line("</html>").ToString();
    }
}
