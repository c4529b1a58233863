using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Turns annotations into the bytes of EDF+.</summary>
/// <remarks>EDF+ 2003, section 2.2: <c>+onset[21 duration]20 text 20 0</c>; texts are UTF-8.</remarks>
internal static class EdfTalWriter
{
    /// <summary>The list that says when a data record begins: an onset and an empty text.</summary>
    public static byte[] RecordTime(decimal onset) => Encoding.ASCII.GetBytes($"{Onset(onset)}\u0014\u0014\0");

    /// <summary>One annotation.</summary>
    /// <param name="annotation">Its onset counts from the first sample.</param>
    /// <param name="firstOnset">Onset of the first sample from the start time of the header.</param>
    /// <exception cref="ArgumentException">A time is no finite number, the duration is negative, or the text has control characters.</exception>
    public static byte[] Annotation(SignalAnnotation annotation, decimal firstOnset)
    {
        if (!(Math.Abs(annotation.OnsetSeconds) < 1e9) || annotation.DurationSeconds is { } length && !(length >= 0 && length < 1e9))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"EdfWriter: the annotation \"{Printable.Of(annotation.Text)}\" begins at {annotation.OnsetSeconds} s and lasts {annotation.DurationSeconds} s; both must be finite, below 1e9, and the duration not negative."));
        }

        foreach (char c in annotation.Text)
        {
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
            {
                throw new ArgumentException($"EdfWriter: the annotation \"{Printable.Of(annotation.Text)}\" holds the control character {(int)c}, which EDF+ forbids in texts; remove it.");
            }
        }

        string duration = annotation.DurationSeconds is { } seconds ? $"\u0015{Seconds((decimal)seconds)}" : "";
        return Encoding.UTF8.GetBytes($"{Onset((decimal)annotation.OnsetSeconds + firstOnset)}{duration}\u0014{annotation.Text}\u0014\0");
    }

    // The sign is never left out.
    private static string Onset(decimal onset)
    {
        string text = Seconds(onset);
        return text[0] == '-' ? text : "+" + text;
    }

    // A picosecond is far below any sampling interval; trailing zeros are not written.
    private static string Seconds(decimal seconds) => Math.Round(seconds, 12).ToString("0.############", CultureInfo.InvariantCulture);
}
