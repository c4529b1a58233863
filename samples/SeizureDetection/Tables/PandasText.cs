using System.Globalization;
using System.Text;

namespace DeepHealth.Samples.SeizureDetection.Tables;

/// <summary>Numbers and times as Python's pandas writes them, so that the tables are the same text.</summary>
internal static class PandasText
{
    private const double ScientificFrom = 1e16;
    private const int DateDigits = 19;

    /// <summary>Nanoseconds in a tick of .NET.</summary>
    public const long NanosecondsPerTick = 100;

    /// <summary>Appends the shortest decimal that reads back equal; nothing for NaN.</summary>
    public static void AppendNumber(StringBuilder text, double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        if (double.IsInfinity(value))
        {
            text.Append(value > 0 ? "inf" : "-inf");
            return;
        }

        Span<char> digits = stackalloc char[40];
        value.TryFormat(digits, out int count, "R", CultureInfo.InvariantCulture);
        ReadOnlySpan<char> shortest = digits[..count];
        int exponent = shortest.IndexOf('E');
        if (exponent < 0)
        {
            text.Append(shortest);
            if (!shortest.Contains('.'))
            {
                text.Append(".0");
            }
        }
        else if (Math.Abs(value) is >= 1 and < ScientificFrom)
        {
            // Python writes 1e15 with all its digits, .NET does not.
            text.Append(CultureInfo.InvariantCulture, $"{value:F1}");
        }
        else
        {
            text.Append(shortest[..exponent]).Append('e').Append(shortest[exponent + 1]);
            ReadOnlySpan<char> power = shortest[(exponent + 2)..].TrimStart('0');
            text.Append(power.Length < 2 ? "0" : string.Empty).Append(power);
        }
    }

    /// <summary>The digits after the second that a column of times needs: 0, 3, 6 or 9.</summary>
    public static int Digits(ReadOnlySpan<long> nanoseconds)
    {
        int digits = 0;
        foreach (long time in nanoseconds)
        {
            int needed = time % 1_000 != 0 ? 9 : time % 1_000_000 != 0 ? 6 : time % 1_000_000_000 != 0 ? 3 : 0;
            digits = Math.Max(digits, needed);
        }

        return digits;
    }

    /// <summary>Appends a time.</summary>
    /// <param name="text">Destination.</param>
    /// <param name="nanoseconds">Since 1970.</param>
    /// <param name="digits">After the second, from <see cref="Digits"/>.</param>
    public static void AppendTime(StringBuilder text, long nanoseconds, int digits)
    {
        long rest = ((nanoseconds % 1_000_000_000L) + 1_000_000_000L) % 1_000_000_000L;
        text.Append(CultureInfo.InvariantCulture, $"{Time(nanoseconds - rest):yyyy-MM-dd HH:mm:ss}");
        if (digits > 0)
        {
            Span<char> fraction = stackalloc char[9];
            rest.TryFormat(fraction, out _, "000000000", CultureInfo.InvariantCulture);
            text.Append('.').Append(fraction[..digits]);
        }
    }

    /// <summary>Reads a time that <see cref="AppendTime"/> wrote; null where it is none.</summary>
    public static long? ParseTime(ReadOnlySpan<char> text)
    {
        if (text.Length < DateDigits || text.Length > DateDigits + 10
            || !DateTime.TryParseExact(text[..DateDigits], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
        {
            return null;
        }

        long fraction = 0;
        if (text.Length > DateDigits)
        {
            ReadOnlySpan<char> digits = text[(DateDigits + 1)..];
            if (text[DateDigits] != '.' || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out fraction))
            {
                return null;
            }

            for (int i = digits.Length; i < 9; i++)
            {
                fraction *= 10;
            }
        }

        return Nanoseconds(time) + fraction;
    }

    /// <summary>Nanoseconds since 1970.</summary>
    public static long Nanoseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick;

    /// <summary>The time to 100 ns.</summary>
    public static DateTime Time(long nanoseconds) => new(DateTime.UnixEpoch.Ticks + (nanoseconds / NanosecondsPerTick), DateTimeKind.Unspecified);
}
