using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Dates and times as DICOM writes them (PS3.5 section 6.2).</summary>
internal static class DicomTime
{
    public static DateOnly? Date(string text)
        => DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy.MM.dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    public static TimeOnly? Time(string text)
    {
        string digits = text.Replace(":", "", StringComparison.Ordinal);
        int whole = digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? point : digits.Length;
        int hour = Pair(digits, 0, whole, 0);
        int minute = Pair(digits, 2, whole, 0);
        int second = Pair(digits, 4, whole, 0);
        long ticks = Fraction(digits.AsSpan(whole));
        if (whole is not (2 or 4 or 6) || (whole < digits.Length && whole != 6) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60 || ticks < 0)
        {
            return null;
        }

        // A leap second has no place of its own in .NET.
        return new TimeOnly(hour, minute, Math.Min(second, 59)).Add(TimeSpan.FromTicks(second == 60 ? TimeSpan.TicksPerSecond - 1 : ticks));
    }

    public static DateTimeOffset? DateTime(string text, TimeSpan zone)
    {
        int sign = text.IndexOfAny(['+', '-']);
        string moment = sign < 0 ? text : text[..sign];
        if (sign >= 0)
        {
            int hours = Pair(text, sign + 1, text.Length, -1);
            int minutes = Pair(text, sign + 3, text.Length, -1);
            if (text.Length != sign + 5 || hours is < 0 or > 14 || minutes is < 0 or > 59 || (hours == 14 && minutes > 0))
            {
                return null;
            }

            zone = new TimeSpan(hours, minutes, 0) * (text[sign] == '-' ? -1 : 1);
        }

        string date = moment.Length switch { 4 => moment + "0101", 6 => moment + "01", >= 8 => moment[..8], _ => "" };
        TimeOnly? time = moment.Length > 8 ? Time(moment[8..]) : TimeOnly.MinValue;
        if (Date(date) is not { } day || time is null)
        {
            return null;
        }

        DateTime local = day.ToDateTime(time.Value);
        return local.Ticks - zone.Ticks >= System.DateTime.MinValue.Ticks && local.Ticks - zone.Ticks <= System.DateTime.MaxValue.Ticks ? new DateTimeOffset(local, zone) : null;
    }

    private static int Pair(string digits, int start, int end, int absent)
        => start >= end ? absent
            : start + 2 <= end && int.TryParse(digits.AsSpan(start, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : -1;

    // Ticks of ".FFFFFF"; 0 without a fraction; -1 where it is malformed.
    private static long Fraction(ReadOnlySpan<char> text)
        => text.Length == 0 ? 0
            : text.Length is > 1 and <= 7 && int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value * (TimeSpan.TicksPerSecond / (long)Math.Pow(10, text.Length - 1))
                : -1;
}
