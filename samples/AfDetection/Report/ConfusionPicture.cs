using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Report;

namespace DeepHealth.Samples.AfDetection.Report;

/// <summary>Draws a confusion matrix; the colour of a cell is its share of the row.</summary>
internal static class ConfusionPicture
{
    // From this share on a cell is dark enough for white text.
    private const double DarkShare = 0.5;

    /// <summary>Appends the table.</summary>
    public static void Draw(Markup page, string title, ConfusionMatrix counts)
    {
        page.Line("<div class=\"scroll\"><table class=\"confusion\">");
        page.Element("caption", $"{title}. Rows: true class. Columns: predicted class.").Raw("<thead><tr><td></td>");
        foreach (string name in counts.Names)
        {
            page.Raw($"<th scope=\"col\">{Markup.Escape(name)}</th>");
        }

        page.Line("</tr></thead>").Line("<tbody>");
        for (int truth = 0; truth < counts.Classes; truth++)
        {
            page.Raw($"<tr><th scope=\"row\">{Markup.Escape(counts.Names[truth])}</th>");
            for (int predicted = 0; predicted < counts.Classes; predicted++)
            {
                double share = (double)counts[truth, predicted] / Math.Max(1, counts.Support(truth));
                string dark = share >= DarkShare ? " class=\"dark\"" : "";
                page.Raw($"<td{dark} style=\"background:rgba(var(--heat), {Markup.Coordinate(0.05 + (0.95 * share))})\"><b>{counts[truth, predicted]}</b><span>{Markup.Percent(share)}</span></td>");
            }

            page.Line("</tr>");
        }

        page.Line("</tbody>").Line("</table></div>");
    }
}
