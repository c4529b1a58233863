using System.Globalization;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Numbers, dates and words in the fixed-width text fields of an EDF header.</summary>
internal static class EdfText
{
    /// <summary>Characters of a number field.</summary>
    public const int NumberWidth = 8;

    /// <summary>A date of EDF+, <c>02-MAY-1951</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture).ToUpperInvariant();

    /// <summary>Reads a date of EDF+.</summary>
    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "d-MMM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A subfield as stored: no blanks, <c>X</c> for unknown.</summary>
    public static string ToSubfield(string? text) => string.IsNullOrWhiteSpace(text) ? "X" : text.Trim().Replace(' ', '_');

    /// <summary>A subfield as meant.</summary>
    public static string? FromSubfield(string text) => text is "X" or "" ? null : text.Replace('_', ' ');

    /// <summary>The nearest number that fits eight characters; with an exponent only where plain decimals would lose more than 1e-4 of it.</summary>
    /// <returns>Null where no eight characters come within 1 % of the value.</returns>
    public static string? Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return null;
        }

        string? plain = Fitting(value, "F");
        if (plain is not null && Error(plain, value) <= 1e-4 * Math.Abs(value))
        {
            return plain;
        }

        string? best = Exponent(value) ?? plain;
        return best is not null && Error(best, value) <= 0.01 * Math.Abs(value) ? best : null;
    }

    /// <summary>A number of eight characters at or beyond the value, near to it.</summary>
    /// <param name="value">The value to reach.</param>
    /// <param name="up">True for a number not below it, false for one not above it.</param>
    public static string? NumberBeyond(double value, bool up)
    {
        for (double step = 0; step < 1; step = step == 0 ? 1e-9 : 2 * step)
        {
            double moved = up ? value + (Math.Abs(value) * step) : value - (Math.Abs(value) * step);
            if (Number(moved) is { } text && (up ? Parse(text) >= value : Parse(text) <= value))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>What a reader makes of the text.</summary>
    public static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string? Fitting(double value, string format)
    {
        for (int digits = NumberWidth - 2; digits >= 0; digits--)
        {
            string text = value.ToString(format + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (text.Contains('.', StringComparison.Ordinal))
            {
                text = text.TrimEnd('0').TrimEnd('.');
            }

            if (text.Length <= NumberWidth)
            {
                return text is "-0" or "" ? "0" : text;
            }
        }

        return null;
    }

    private static string? Exponent(double value)
    {
        for (int digits = 4; digits >= 0; digits--)
        {
            string mantissa = new string('0', digits);
            string text = value.ToString(digits == 0 ? "0E0" : $"0.{mantissa}E0", CultureInfo.InvariantCulture);
            if (text.Length <= NumberWidth)
            {
                return text;
            }
        }

        return null;
    }

    private static double Error(string text, double value) => Math.Abs(Parse(text) - value);
}
