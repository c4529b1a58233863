namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Draws a signal on ECG paper as inline SVG whose unit is the millimetre: 25 mm/s, and 10 mm/mV for signals in millivolt.</summary>
internal static class EcgPaper
{
    /// <summary>Longest signal that is drawn.</summary>
    public const double MaxSeconds = 10;

    private const double MmPerSecond = 25;

    /// <summary>Height of the calibration pulse: 1 mV where the signal is in millivolt.</summary>
    public const double PulseMm = 10;

    /// <summary>Space for the calibration pulse at the left.</summary>
    private const double CalibrationMm = 10;

    /// <summary>Paper reaches at most this far above and below the median; taller signals are cut at its edge.</summary>
    private const double MostMm = 25;

    /// <summary>Appends the drawing.</summary>
    public static void Draw(Markup page, EcgStrip strip)
    {
        int count = (int)Math.Min(strip.Samples.Length, Math.Round(MaxSeconds * strip.RateHz));
        ReadOnlySpan<float> samples = strip.Samples.AsSpan(0, count);
        double median = Median(samples);
        double mmPerUnit = strip.Scale.MmPerUnit;
        (double below, double above) = Extent(samples, median, mmPerUnit);
        double seconds = Math.Max(1, Math.Ceiling(count / strip.RateHz));
        double width = CalibrationMm + (seconds * MmPerSecond);
        double height = below + above;
        double zero = above;

        string label = Markup.Escape($"ECG of {strip.Title}, {Markup.Number(count / strip.RateHz)} s, predicted {strip.PredictedClass}");
        page.Line($"<svg class=\"paper\" viewBox=\"0 0 {width} {height}\" style=\"width:{width}mm\" role=\"img\" aria-label=\"{label}\">");
        page.Line($"<rect class=\"sheet\" width=\"{width}\" height=\"{height}\"/>");
        DrawGrid(page, "minor", 1, width, height);
        DrawGrid(page, "major", 5, width, height);
        // 0.2 s wide.
        page.Line($"<path class=\"trace\" d=\"M1 {zero}h1.5v-{PulseMm}h5v{PulseMm}h1.5\"><title>Calibration: {Pulse(strip.Scale)}</title></path>");
        DrawTrace(page, samples, strip.RateHz, median, zero, mmPerUnit);
        page.Line("</svg>");
    }

    /// <summary>What the calibration pulse stands for.</summary>
    public static string Pulse(EcgScale scale)
        => Markup.Escape($"{Markup.Number(PulseMm / scale.MmPerUnit)} {scale.Unit}{(scale.HasTime ? ", 0.2 s" : "")}");

    private static void DrawGrid(Markup page, string name, int step, double width, double height)
    {
        page.Raw($"<path class=\"{name}\" d=\"");
        for (int x = 0; x <= width; x += step)
        {
            page.Raw($"M{x} 0V{height}");
        }

        for (int y = 0; y <= height; y += step)
        {
            page.Raw($"M0 {y}H{width}");
        }

        page.Line("\"/>");
    }

    private static void DrawTrace(Markup page, ReadOnlySpan<float> samples, double rateHz, double median, double zero, double mmPerUnit)
    {
        page.Raw("<path class=\"trace\" d=\"");
        bool open = false;
        for (int i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                open = false;
                continue;
            }

            double x = CalibrationMm + (i / rateHz * MmPerSecond);
            double y = zero - ((samples[i] - median) * mmPerUnit);
            page.Raw(open ? "L" : "M").Raw(Markup.Coordinate(x)).Raw(" ").Raw(Markup.Coordinate(Math.Clamp(y, -1e4, 1e4)));
            open = true;
        }

        page.Line("\"/>");
    }

    /// <summary>Paper below and above the median in millimetre: whole large boxes (5 mm), at least two below and three above.</summary>
    private static (double Below, double Above) Extent(ReadOnlySpan<float> samples, double median, double mmPerUnit)
    {
        double below = 8;
        double above = 12;
        foreach (float sample in samples)
        {
            if (float.IsFinite(sample))
            {
                below = Math.Max(below, (median - sample) * mmPerUnit);
                above = Math.Max(above, (sample - median) * mmPerUnit);
            }
        }

        return (Math.Min(MostMm, Math.Ceiling((below + 1) / 5) * 5), Math.Min(MostMm, Math.Ceiling((above + 1) / 5) * 5));
    }

    private static double Median(ReadOnlySpan<float> samples)
    {
        List<float> finite = new(samples.Length);
        foreach (float sample in samples)
        {
            if (float.IsFinite(sample))
            {
                finite.Add(sample);
            }
        }

        finite.Sort();
        return finite.Count == 0 ? 0 : finite[finite.Count / 2];
    }
}
