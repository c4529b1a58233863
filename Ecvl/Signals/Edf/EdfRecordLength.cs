namespace DeepHealth.Ecvl.Signals;

/// <summary>Chooses how many seconds a data record lasts, so that every signal has whole samples in it.</summary>
internal static class EdfRecordLength
{
    private const int LongestSeconds = 60;

    /// <summary>Shorter records, tried where no whole number of seconds fits.</summary>
    private static readonly double[] Fractions = [0.5, 0.25, 0.2, 0.125, 0.1, 0.05, 0.04, 0.025, 0.02, 0.01, 0.005, 0.004, 0.002, 0.001];

    /// <summary>The duration, or null where none fits.</summary>
    /// <param name="rates">Samples per second of every signal.</param>
    /// <param name="also">A further condition, for example that gaps begin between records.</param>
    public static double? Choose(IReadOnlyList<double> rates, Func<double, bool> also)
    {
        for (int seconds = 1; seconds <= LongestSeconds; seconds++)
        {
            if (Fits(seconds, rates, also))
            {
                return seconds;
            }
        }

        foreach (double seconds in Fractions)
        {
            if (Fits(seconds, rates, also))
            {
                return seconds;
            }
        }

        // Multiples of the slowest signal's period: rates far below 1 Hz, or odd ones such as 256.41.
        double period = rates.Count == 0 ? 1 : 1 / rates.Min();
        for (int multiple = 1; multiple <= 1000; multiple++)
        {
            if (EdfText.Number(period * multiple) is { } text && Fits(EdfText.Parse(text), rates, also))
            {
                return EdfText.Parse(text);
            }
        }

        return null;
    }

    /// <summary>True where the duration can be written and gives every signal at least one whole sample.</summary>
    public static bool Fits(double seconds, IReadOnlyList<double> rates, Func<double, bool> also)
    {
        foreach (double rate in rates)
        {
            if (Samples(rate, seconds) is null)
            {
                return false;
            }
        }

        return EdfText.Number(seconds) is { } text && EdfText.Parse(text) == seconds && also(seconds);
    }

    /// <summary>Samples in a record, or null where they are no whole number.</summary>
    public static int? Samples(double rate, double seconds)
    {
        double samples = rate * seconds;
        double whole = Math.Round(samples);
        return whole is >= 1 and <= 99_999_999 && Math.Abs(samples - whole) <= 1e-9 * whole ? (int)whole : null;
    }
}
