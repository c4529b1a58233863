using DeepHealth.Eddl;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Evaluation;
using DeepHealth.Samples.EcgArrhythmia.Report;

namespace DeepHealth.Samples.AfDetection.Report;

/// <summary>The report of a run: one page that opens without a network, well-formed as XML.</summary>
internal static class AfReport
{
    private const int MostSkipped = 100;

    private const string OwnCss = """

        .spectrogram img { display: block; width: 100%; height: 132px; image-rendering: pixelated; border-radius: 4px; }
        .spectrogram { margin-bottom: 14px; } .spectrogram figcaption { font-size: 13px; color: var(--soft); }
        """;

    /// <summary>The text of the page.</summary>
    public static string Render(AfResult result)
    {
        Markup page = new();
        page.Line("<!DOCTYPE html>").Line("<html lang=\"en\">").Line("<head>").Line("<meta charset=\"utf-8\"/>");
        page.Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>").Line("<meta name=\"color-scheme\" content=\"light dark\"/>");
        page.Element("title", "Detection of atrial fibrillation").Raw("<style>\n").Raw(ReportStyle.Css).Raw(OwnCss).Line("\n</style>").Line("</head>").Line("<body>");
        page.Line("<header>").Element("h1", "Detection of atrial fibrillation");
        page.Element("p", $"Held-out records: {result.Set.Source}. Not a medical device.", "class=\"subtitle\"").Line("</header>").Line("<main>");
        Figures(page, result);
        Models(page, result.Scores);
        Roc(page, result.Scores);
        Federated(page, result.Federated);
        Examples(page, result.Set);
        Skipped(page, result.Set.Skipped);
        Facts(page, result);
        page.Line("</main>").Element("footer", "Made by DeepHealth for research and teaching. Not a medical device: not for diagnosis.");
        return page.Line("</body>").Line("</html>").ToString();
    }

    private static void Figures(Markup page, AfResult result)
    {
        page.Line("<dl class=\"figures\">");
        foreach (ModelScore score in result.Scores)
        {
            page.Line("<div>").Element("dt", $"{ModelScore.NameOf(score.Kind)}, accuracy").Element("dd", Markup.Score(score.MeanAccuracy)).Line("</div>");
        }

        page.Line("<div>").Element("dt", "Records").Element("dd", $"{result.Set.Names.Count}").Line("</div>").Line("</dl>");
    }

    private static void Models(Markup page, IReadOnlyList<ModelScore> scores)
    {
        if (scores.Count == 0)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"models\">").Element("h2", "Models, cross-validated by record", "id=\"models\"");
        page.Line("<div class=\"scroll\"><table>").Raw("<thead><tr>");
        foreach (string name in (string[])["Model", "Accuracy", "± of folds", "F1 AF", "F1 normal", "Sensitivity", "Specificity", "ROC AUC", "Components", "Seconds"])
        {
            page.Raw($"<th scope=\"col\">{name}</th>");
        }

        page.Line("</tr></thead>").Line("<tbody>");
        foreach (ModelScore score in scores)
        {
            ConfusionMatrix counts = score.Confusion;
            page.Raw($"<tr><th scope=\"row\">{ModelScore.NameOf(score.Kind)}</th><td><b>{Markup.Score(score.MeanAccuracy)}</b></td>");
            foreach (double value in (double[])[score.Deviation, counts.F1(AfClass.Fibrillation), counts.F1(AfClass.Normal), counts.Recall(AfClass.Fibrillation), counts.Recall(AfClass.Normal), score.Roc.Area])
            {
                page.Raw($"<td>{Markup.Score(value)}</td>");
            }

            double components = score.Folds.Average(fold => fold.Components);
            page.Line($"<td>{(components > 0 ? Markup.Number(components) : "–")}</td><td>{Markup.Number(score.Seconds)}</td></tr>");
        }

        page.Line("</tbody>").Line("</table></div>").Line("<div class=\"columns\">");
        foreach (ModelScore score in scores)
        {
            ConfusionPicture.Draw(page, ModelScore.NameOf(score.Kind), score.Confusion);
        }

        page.Line("</div>").Line("</section>");
    }

    private static void Roc(Markup page, IReadOnlyList<ModelScore> scores)
    {
        if (scores.Count == 0)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"roc\">").Element("h2", "ROC curves of AF", "id=\"roc\"");
        new LineChart
        {
            Title = "Held-out records of all folds",
            XLabel = "Normal records taken for AF",
            YLabel = "AF records found",
            Width = 440,
            Height = 400,
            UnitSquare = true,
            Series = [.. scores.Select((score, i) => new ChartSeries(
                $"{ModelScore.NameOf(score.Kind)} (AUC {Markup.Score(score.Roc.Area)})",
                i % ReportStyle.Colors,
                [.. score.Roc.Points.Select(point => (point.FalsePositiveRate, point.TruePositiveRate))],
                Dashed: i % 2 == 1))],
        }.Draw(page);
        page.Line("</section>");
    }

    private static void Federated(Markup page, FederatedScore? score)
    {
        if (score is null)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"federated\">").Element("h2", "Forests of several institutions", "id=\"federated\"");
        page.Element("p", $"Judged on {score.Merged.Total} records that no institution has. Only forests are shared.", "class=\"note\"").Line("<table class=\"facts\"><tbody>");
        for (int i = 0; i < score.Alone.Count; i++)
        {
            Row(page, $"Institution {i + 1} alone, {score.Records[i]} records", Markup.Score(score.Alone[i].Accuracy));
        }

        Row(page, $"Merged, {score.Trees} trees", Markup.Score(score.Merged.Accuracy));
        Row(page, "As many trees grown on all records in one place", Markup.Score(score.Central.Accuracy));
        page.Line("</tbody></table>").Line("</section>");
    }

    /// <summary>The first record of each class as a picture.</summary>
    private static void Examples(Markup page, FeatureSet set)
    {
        page.Line("<section class=\"long\" aria-labelledby=\"examples\">").Element("h2", "Spectrograms as the models see them", "id=\"examples\"");
        page.Element("p", $"From left to right {LogSpectrogram.Seconds:F0} s, from bottom to top 0 to 150 Hz; stretches that were filled up have one colour.", "class=\"note\"");
        for (int label = 0; label < AfClass.Names.Count; label++)
        {
            int row = Array.IndexOf(set.Labels, label);
            page.Line("<figure class=\"spectrogram\">").Element("figcaption", $"{AfClass.Names[label]}: {set.Names[row]}");
            string text = Convert.ToBase64String(SpectrogramPicture.Encode(set.Table.Row(row)));
            page.Line($"<img alt=\"Spectrogram of a record of class {AfClass.Names[label]}\" src=\"data:image/png;base64,{text}\"/>").Line("</figure>");
        }

        page.Line("</section>");
    }

    private static void Skipped(Markup page, IReadOnlyList<SkippedRecord> skipped)
    {
        if (skipped.Count == 0)
        {
            return;
        }

        page.Line("<section class=\"long\" aria-labelledby=\"skipped\">").Element("h2", $"Records left out: {skipped.Count}", "id=\"skipped\"").Line("<table class=\"facts\"><tbody>");
        foreach (SkippedRecord record in skipped.Take(MostSkipped))
        {
            Row(page, record.Name, record.Reason);
        }

        page.Line("</tbody></table>");
        if (skipped.Count > MostSkipped)
        {
            page.Element("p", $"{skipped.Count - MostSkipped} more are in {ResultFiles.Skipped}.", "class=\"note\"");
        }

        page.Line("</section>");
    }

    private static void Facts(Markup page, AfResult result)
    {
        page.Line("<section aria-labelledby=\"facts\">").Element("h2", "This run", "id=\"facts\"").Line("<table class=\"facts\"><tbody>");
        Row(page, "Data", result.Set.Source);
        Row(page, "Records", string.Join(", ", AfClass.Names.Select((name, label) => $"{name} {result.Set.Count(label)}")));
        Row(page, "Folds", $"{result.Settings.Folds}");
        Row(page, "Seed", $"{result.Settings.Seed}");
        Row(page, "Threads", $"{result.Settings.Threads}");
        Row(page, "Network", $"{result.Settings.Network}, {result.Settings.Epochs} epochs, batch {result.Settings.BatchSize}");
        Row(page, "Time", FormattableString.Invariant($"{result.Seconds:F0} s"));
        page.Line("</tbody></table>").Line("</section>");
    }

    private static void Row(Markup page, string name, string value)
        => page.Line($"<tr><th scope=\"row\">{Markup.Escape(name)}</th><td>{Markup.Escape(value)}</td></tr>");
}
