namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Range and ticks of an axis at round numbers.</summary>
internal sealed class ChartAxis
{
    private ChartAxis(double low, double high, double step, double pixelFrom, double pixelTo)
    {
        (Low, High, Step, PixelFrom, PixelTo) = (low, high, step, pixelFrom, pixelTo);
    }

    /// <summary>Value at the start.</summary>
    public double Low { get; }

    /// <summary>Value at the end.</summary>
    public double High { get; }

    /// <summary>Distance of the ticks.</summary>
    public double Step { get; }

    private double PixelFrom { get; }

    private double PixelTo { get; }

    /// <summary>An axis that holds all finite values.</summary>
    /// <param name="values">Values to be shown; may be empty.</param>
    /// <param name="ticks">Number of ticks aimed at.</param>
    /// <param name="pixelFrom">Place of the low end.</param>
    /// <param name="pixelTo">Place of the high end.</param>
    /// <param name="snap">Whether the ends are moved to ticks.</param>
    /// <param name="whole">Whether ticks lie at whole numbers only.</param>
    public static ChartAxis Over(IEnumerable<double> values, int ticks, double pixelFrom, double pixelTo, bool snap = true, bool whole = false)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        if (low > high)
        {
            (low, high) = (0, 1);
        }
        else if (high - low < 1e-9 * Math.Max(1e-6, Math.Abs(high)))
        {
            double margin = high == 0 ? 1 : 0.1 * Math.Abs(high);
            (low, high) = whole ? (low - 1, high + 1) : (low - margin, high + margin);
        }

        double step = RoundStep((high - low) / ticks);
        step = whole ? Math.Max(1, Math.Round(step)) : step;
        if (snap)
        {
            low = Math.Floor((low / step) + 1e-9) * step;
            high = Math.Ceiling((high / step) - 1e-9) * step;
        }

        return new ChartAxis(low, high, step, pixelFrom, pixelTo);
    }

    /// <summary>The ticks within the range, rising.</summary>
    public IEnumerable<double> Ticks()
    {
        int first = (int)Math.Ceiling((Low / Step) - 1e-9);
        int last = (int)Math.Floor((High / Step) + 1e-9);
        for (int i = first; i <= last; i++)
        {
            // A product of whole numbers has no rounding trail such as 0.30000000000000004 after G4.
            yield return i * Step;
        }
    }

    /// <summary>Place of a value.</summary>
    public double At(double value) => PixelFrom + ((value - Low) / (High - Low) * (PixelTo - PixelFrom));

    /// <summary>The nearest of 1, 2 and 5 times a power of ten.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch
        {
            < 1.5 => power,
            < 3.5 => 2 * power,
            < 7.5 => 5 * power,
            _ => 10 * power,
        };
    }
}
