using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Reads the annotation bytes of one channel in one data record.</summary>
/// <remarks>EDF+ 2003, section 2.2: <c>+onset[21 duration]20 text 20 ... 20 0</c>, padded with zero bytes; texts are UTF-8.</remarks>
internal static class EdfTalParser
{
    private const byte DurationMark = 21;
    private const byte TextMark = 20;

    /// <summary>Parses all lists.</summary>
    /// <param name="bytes">The channel's bytes in one record.</param>
    /// <param name="error">Makes the exception for what is wrong at a byte of the channel.</param>
    public static List<EdfTal> Parse(ReadOnlySpan<byte> bytes, Func<int, string, EdfException> error)
    {
        var lists = new List<EdfTal>();
        int at = 0;
        while (at < bytes.Length)
        {
            if (bytes[at] == 0)
            {
                at++;
                continue;
            }

            int length = bytes[at..].IndexOf((byte)0);
            if (length < 0)
            {
                throw error(at, "an annotation does not end inside its data record");
            }

            lists.Add(One(bytes.Slice(at, length), at, error));
            at += length;
        }

        return lists;
    }

    private static EdfTal One(ReadOnlySpan<byte> list, int at, Func<int, string, EdfException> error)
    {
        int head = list.IndexOf(TextMark);
        if (head < 0 || list[^1] != TextMark || list[0] is not ((byte)'+' or (byte)'-'))
        {
            throw error(at, "an annotation is not of the form \"+onset, 20, text, 20\"");
        }

        ReadOnlySpan<byte> time = list[..head];
        int mark = time.IndexOf(DurationMark);
        decimal onset = Seconds(mark < 0 ? time : time[..mark], "onset", at, error);
        decimal? duration = mark < 0 ? null : Seconds(time[(mark + 1)..], "duration", at, error);
        // What is left ends in a text mark, so the last piece of the split is empty and no text.
        string[] texts = head + 1 < list.Length
            ? Encoding.UTF8.GetString(list[(head + 1)..^1]).Split((char)TextMark)
            : [];
        return new EdfTal(onset, duration, texts);
    }

    // Decimal keeps the onsets exact, so that differences between them are too.
    private static decimal Seconds(ReadOnlySpan<byte> text, string what, int at, Func<int, string, EdfException> error)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (text.Length is 0 or > 30 || !decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value) || Math.Abs(value) > 1e12m)
        {
            throw error(at, $"an annotation has no number of seconds as its {what}");
        }

        return value;
    }
}
