using System.Globalization;

namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Sections of the report that are tables and figures in words.</summary>
internal static class ReportTables
{
    /// <summary>From this row share on a heat cell is dark enough for white text.</summary>
    private const double DarkShare = 0.5;

    /// <summary>The headline: challenge score and highlights.</summary>
    public static void Figures(Markup page, ReportData data)
    {
        if (data.ChallengeF1 is null && data.Highlights.Count == 0)
        {
            return;
        }

        page.Line("<dl class=\"figures\">");
        if (data.ChallengeF1 is double score)
        {
            page.Line("<div class=\"main\">").Element("dt", "Challenge F1").Element("dd", Markup.Score(score)).Line("</div>");
        }

        foreach (ReportFact fact in data.Highlights)
        {
            page.Line("<div>").Element("dt", fact.Name).Element("dd", fact.Value).Line("</div>");
        }

        page.Line("</dl>");
    }

    /// <summary>Scores per class.</summary>
    public static void Classes(Markup page, IReadOnlyList<ClassScore> classes)
    {
        if (classes.Count == 0)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"classes\">").Element("h2", "Scores per class", "id=\"classes\"");
        page.Line("<div class=\"scroll\"><table>").Raw("<thead><tr>");
        foreach (string name in (string[])["Class", "Records", "Precision", "Recall", "ROC AUC", "F1"])
        {
            page.Raw($"<th scope=\"col\">{name}</th>");
        }

        page.Line("</tr></thead>").Line("<tbody>");
        foreach (ClassScore score in classes)
        {
            page.Raw($"<tr><th scope=\"row\">{Markup.Escape(score.Name)}</th><td>{score.Support.ToString(CultureInfo.InvariantCulture)}</td>");
            page.Raw($"<td>{Markup.Score(score.Precision)}</td><td>{Markup.Score(score.Recall)}</td><td>{Markup.Score(score.Auc)}</td>");
            page.Raw($"<td><b>{Markup.Score(score.F1)}</b>").Raw(Meter(score.F1)).Line("</td></tr>");
        }

        page.Line("</tbody>").Line("</table></div>").Line("</section>");
    }

    /// <summary>Confusion matrix; the colour of a cell is its share of the row.</summary>
    public static void Confusion(Markup page, ConfusionTable? table)
    {
        if (table is null)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"confusion\">").Element("h2", "Confusion matrix", "id=\"confusion\"");
        page.Line("<div class=\"scroll\"><table class=\"confusion\">");
        page.Line("<caption>Rows: true class. Columns: predicted class. Count and share of the row.</caption>");
        page.Raw("<thead><tr><td></td>");
        foreach (string name in table.ClassNames)
        {
            page.Raw($"<th scope=\"col\">{Markup.Escape(name)}</th>");
        }

        page.Line("</tr></thead>").Line("<tbody>");
        for (int row = 0; row < table.ClassNames.Count; row++)
        {
            page.Raw($"<tr><th scope=\"row\">{Markup.Escape(table.ClassNames[row])}</th>");
            long support = table.Support(row);
            for (int column = 0; column < table.ClassNames.Count; column++)
            {
                double share = support > 0 ? (double)table[row, column] / support : double.NaN;
                double heat = support > 0 ? 0.05 + (0.95 * share) : 0.05;
                string dark = share >= DarkShare ? " class=\"dark\"" : "";
                string count = table[row, column].ToString(CultureInfo.InvariantCulture);
                page.Raw($"<td{dark} style=\"background:rgba(var(--heat), {Markup.Coordinate(heat)})\"><b>{count}</b><span>{Markup.Percent(share)}</span></td>");
            }

            page.Line("</tr>");
        }

        page.Line("</tbody>").Line("</table></div>").Line("</section>");
    }

    /// <summary>How the run was made.</summary>
    public static void Facts(Markup page, IReadOnlyList<ReportFact> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"facts\">").Element("h2", "This run", "id=\"facts\"").Line("<table class=\"facts\"><tbody>");
        foreach (ReportFact fact in facts)
        {
            page.Line($"<tr><th scope=\"row\">{Markup.Escape(fact.Name)}</th><td>{Markup.Escape(fact.Value)}</td></tr>");
        }

        page.Line("</tbody></table>").Line("</section>");
    }

    /// <summary>A bar for a value in [0, 1]. The number stands beside it, so readers that speak skip the bar.</summary>
    public static string Meter(double value)
    {
        double share = double.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0;
        return $"<span class=\"meter\" aria-hidden=\"true\"><span style=\"width:{Markup.Coordinate(100 * share)}%\"></span></span>";
    }
}
