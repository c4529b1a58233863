namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Sections of the report that are drawings.</summary>
internal static class ReportFigures
{
    /// <summary>Learning curves, and their numbers in a table that can be opened.</summary>
    public static void Training(Markup page, ReportData data)
    {
        if (data.History.Count == 0)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"training\">").Element("h2", "Training", "id=\"training\"").Line("<div class=\"charts\">");
        Curve(page, data, "Loss", [("Training", row => row.TrainLoss), ("Validation", row => row.ValidationLoss)]);
        Curve(page, data, data.MetricName, [("Training", row => row.TrainMetric), ("Validation", row => row.ValidationMetric)]);
        Curve(page, data, "Learning rate", [("Learning rate", row => row.LearningRate)]);
        page.Line("</div>").Line("<details>").Element("summary", "All epochs as numbers").Line("<div class=\"scroll\"><table>").Raw("<thead><tr>");
        string metric = data.MetricName;
        foreach (string name in (string[])["Epoch", "Training loss", "Validation loss", $"Training {metric}", $"Validation {metric}", "Learning rate"])
        {
            page.Raw($"<th scope=\"col\">{Markup.Escape(name)}</th>");
        }

        page.Line("</tr></thead>").Line("<tbody>");
        foreach (EpochRow row in data.History)
        {
            page.Raw($"<tr><th scope=\"row\">{Markup.Number(row.Epoch)}</th>");
            foreach (double value in (double[])[row.TrainLoss, row.ValidationLoss, row.TrainMetric, row.ValidationMetric, row.LearningRate])
            {
                page.Raw($"<td>{Markup.Number(value)}</td>");
            }

            page.Line("</tr>");
        }

        page.Line("</tbody>").Line("</table></div>").Line("</details>").Line("</section>");
    }

    /// <summary>ROC curves of all classes in one unit square.</summary>
    public static void Roc(Markup page, ReportData data)
    {
        if (data.Rocs.Count == 0)
        {
            return;
        }

        page.Line("<section aria-labelledby=\"roc\">").Element("h2", "ROC curves", "id=\"roc\"");
        new LineChart
        {
            Title = "Each class against the rest",
            XLabel = "False positive rate",
            YLabel = "True positive rate",
            Width = 440,
            Height = 400,
            UnitSquare = true,
            Series = [.. data.Rocs.Select((roc, i) => new ChartSeries(
                $"{roc.ClassName} (AUC {Markup.Score(roc.Auc)})",
                i % ReportStyle.Colors,
                [.. roc.Points.Select(point => (point.FalsePositiveRate, point.TruePositiveRate))],
                Dashed: i % 2 == 1))],
        }.Draw(page);
        page.Line("</section>");
    }

    /// <summary>Example records on ECG paper.</summary>
    public static void Strips(Markup page, IReadOnlyList<EcgStrip> strips)
    {
        if (strips.Count == 0)
        {
            return;
        }

        page.Line("<section class=\"long\" aria-labelledby=\"strips\">").Element("h2", "Example records", "id=\"strips\"");
        foreach (EcgScale scale in strips.Select(strip => strip.Scale).Distinct())
        {
            page.Element("p", Note(scale), "class=\"note\"");
        }

        foreach (EcgStrip strip in strips)
        {
            Strip(page, strip);
        }

        page.Line("</section>");
    }

    private static string Note(EcgScale scale)
    {
        string width = scale.HasTime ? "25 mm/s and " : "";
        string first = scale.HasTime ? $", the first {EcgPaper.MaxSeconds} s at most" : "";
        string pulse = $"{Markup.Number(EcgPaper.PulseMm / scale.MmPerUnit)} {scale.Unit}{(scale.HasTime ? " and 0.2 s" : "")}";
        string remark = scale.Remark is null ? "" : " " + scale.Remark;
        return $"{width}{Markup.Number(scale.MmPerUnit)} mm/{scale.Unit} at full width{first}. The pulse at the left is {pulse}.{remark}";
    }

    private static void Strip(Markup page, EcgStrip strip)
    {
        if (!(strip.RateHz > 0))
        {
            throw new ArgumentException($"HtmlReport: the strip \"{strip.Title}\" has a sampling rate of {strip.RateHz} Hz, but it must be above 0.", nameof(strip));
        }

        page.Line("<figure class=\"strip\">").Line("<figcaption>").Element("b", strip.Title);
        if (strip.TrueClass is not null)
        {
            page.Element("span", $"True: {strip.TrueClass}");
        }

        page.Element("span", $"Predicted: {strip.PredictedClass}");
        if (strip.TrueClass is not null)
        {
            bool right = string.Equals(strip.TrueClass, strip.PredictedClass, StringComparison.Ordinal);
            page.Element("span", right ? "✓ correct" : "✗ wrong", right ? "class=\"right\"" : "class=\"wrong\"");
        }

        page.Line("</figcaption>");
        EcgPaper.Draw(page, strip);
        if (strip.Probabilities.Count > 0)
        {
            page.Line("<ul class=\"chances\" aria-label=\"Probabilities\">");
            foreach (ClassProbability chance in strip.Probabilities)
            {
                page.Raw($"<li>{Markup.Escape(chance.ClassName)} {Markup.Percent(chance.Probability)}").Raw(ReportTables.Meter(chance.Probability)).Line("</li>");
            }

            page.Line("</ul>");
        }

        page.Line("</figure>");
    }

    private static void Curve(Markup page, ReportData data, string title, (string Name, Func<EpochRow, double> Of)[] lines)
    {
        List<ChartSeries> series = [];
        foreach ((string name, Func<EpochRow, double> of) in lines)
        {
            List<(double X, double Y)> points = [.. data.History.Select(row => ((double)row.Epoch, of(row)))];
            if (points.Exists(point => double.IsFinite(point.Y)))
            {
                series.Add(new ChartSeries(name, series.Count, points, Dashed: series.Count > 0));
            }
        }

        if (series.Count > 0)
        {
            new LineChart { Title = title, XLabel = "Epoch", Series = series, WholeX = true }.Draw(page);
        }
    }
}
