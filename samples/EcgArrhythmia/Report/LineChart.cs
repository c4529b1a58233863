namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Draws a line chart as inline SVG with a legend below it.</summary>
internal sealed record LineChart
{
    private const double Left = 52;
    private const double Top = 12;
    private const double Right = 14;
    private const double Bottom = 42;

    /// <summary>Heading of the figure.</summary>
    public required string Title { get; init; }

    /// <summary>Text below the horizontal axis.</summary>
    public required string XLabel { get; init; }

    /// <summary>Text beside the vertical axis; null where the title says it.</summary>
    public string? YLabel { get; init; }

    /// <summary>Lines.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Width of the drawing; it scales with the page.</summary>
    public double Width { get; init; } = 330;

    /// <summary>Height of the drawing.</summary>
    public double Height { get; init; } = 240;

    /// <summary>Whether the horizontal axis counts whole numbers.</summary>
    public bool WholeX { get; init; }

    /// <summary>Whether the figure is a unit square with the diagonal drawn, as for ROC curves.</summary>
    public bool UnitSquare { get; init; }

    /// <summary>Appends the figure.</summary>
    public void Draw(Markup page)
    {
        double[] unit = [0, 1];
        ChartAxis x = ChartAxis.Over(UnitSquare ? unit : Series.SelectMany(s => s.Points).Select(p => p.X), 6, Left, Width - Right, snap: false, WholeX);
        ChartAxis y = ChartAxis.Over(UnitSquare ? unit : Series.SelectMany(s => s.Points).Select(p => p.Y), 5, Height - Bottom, Top);

        page.Line("<figure class=\"chart\">").Element("figcaption", Title);
        string label = Markup.Escape($"{Title}: {string.Join(", ", Series.Select(s => s.Name))}");
        page.Line($"<svg class=\"plot\" viewBox=\"0 0 {Markup.Coordinate(Width)} {Markup.Coordinate(Height)}\" role=\"img\" aria-label=\"{label}\">");
        DrawAxes(page, x, y);
        if (UnitSquare)
        {
            page.Line($"<path class=\"chance\" d=\"M{Point(x, y, 0, 0)}L{Point(x, y, 1, 1)}\"><title>Chance</title></path>");
        }

        foreach (ChartSeries series in Series)
        {
            DrawSeries(page, series, x, y);
        }

        page.Line("</svg>").Line("<ul class=\"legend\">");
        foreach (ChartSeries series in Series)
        {
            string dashed = series.Dashed ? " dashed" : "";
            page.Raw($"<li><svg class=\"key\" viewBox=\"0 0 26 6\" aria-hidden=\"true\"><path class=\"series c{series.Color}{dashed}\" d=\"M0 3H26\"/></svg>");
            page.Raw(Markup.Escape(series.Name)).Line("</li>");
        }

        page.Line("</ul>").Line("</figure>");
    }

    private static string Point(ChartAxis x, ChartAxis y, double valueX, double valueY)
        => $"{Markup.Coordinate(x.At(valueX))} {Markup.Coordinate(y.At(valueY))}";

    private void DrawAxes(Markup page, ChartAxis x, ChartAxis y)
    {
        double floor = Height - Bottom;
        foreach (double tick in y.Ticks())
        {
            string at = Markup.Coordinate(y.At(tick));
            page.Line($"<path class=\"grid\" d=\"M{Left} {at}H{Markup.Coordinate(Width - Right)}\"/>");
            page.Line($"<text class=\"tick\" x=\"{Left - 7}\" y=\"{at}\" dy=\"0.35em\" text-anchor=\"end\">{Markup.Number(tick)}</text>");
        }

        foreach (double tick in x.Ticks())
        {
            string at = Markup.Coordinate(x.At(tick));
            page.Line($"<path class=\"axis\" d=\"M{at} {floor}v4\"/>");
            page.Line($"<text class=\"tick\" x=\"{at}\" y=\"{floor + 17}\" text-anchor=\"middle\">{Markup.Number(tick)}</text>");
        }

        page.Line($"<path class=\"axis\" d=\"M{Left} {floor}H{Markup.Coordinate(Width - Right)}\"/>");
        string middleX = Markup.Coordinate((Left + Width - Right) / 2);
        string middleY = Markup.Coordinate((Top + floor) / 2);
        page.Line($"<text class=\"label\" x=\"{middleX}\" y=\"{Height - 6}\" text-anchor=\"middle\">{Markup.Escape(XLabel)}</text>");
        if (YLabel is not null)
        {
            page.Line($"<text class=\"label\" transform=\"translate(12 {middleY}) rotate(-90)\" text-anchor=\"middle\">{Markup.Escape(YLabel)}</text>");
        }
    }

    private static void DrawSeries(Markup page, ChartSeries series, ChartAxis x, ChartAxis y)
    {
        string dashed = series.Dashed ? " dashed" : "";
        page.Raw($"<path class=\"series c{series.Color}{dashed}\" d=\"");
        bool open = false;
        int drawn = 0;
        (double X, double Y) last = default;
        foreach ((double X, double Y) point in series.Points)
        {
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
            {
                open = false;
                continue;
            }

            page.Raw(open ? "L" : "M").Raw(Point(x, y, point.X, point.Y));
            (open, last, drawn) = (true, point, drawn + 1);
        }

        page.Raw("\"><title>").Raw(Markup.Escape(series.Name)).Line("</title></path>");
        if (drawn == 1)
        {
            // A single point has no line.
            page.Line($"<circle class=\"dot c{series.Color}\" cx=\"{Markup.Coordinate(x.At(last.X))}\" cy=\"{Markup.Coordinate(y.At(last.Y))}\" r=\"3.5\"/>");
        }
    }
}
