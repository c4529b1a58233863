using System.Globalization;
using System.Text;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>Values of elements for people.</summary>
internal static class ElementText
{
    // Text of more bytes than these is of no use to a person, and takes much memory.
    private const int MostBytes = 1 << 20;

    /// <summary>The value: texts in brackets, registered identifiers by name, numbers, or bytes in hexadecimal.</summary>
    /// <param name="element">The element.</param>
    /// <param name="most">Most characters; three dots stand for the rest.</param>
    public static string Value(DicomElement element, int most)
    {
        if (element.IsSequence)
        {
            return element.Items.Count == 1 ? "sequence of 1 item" : $"sequence of {element.Items.Count} items";
        }

        if (element.Fragments is { } fragments)
        {
            return $"compressed, {fragments.Fragments.Count} fragments of {fragments.Fragments.Sum(fragment => fragment.Length)} bytes";
        }

        if (element.IsEmpty)
        {
            return "(no value)";
        }

        try
        {
            return element.Vr.IsText() ? Text(element, most) : IsBytes(element.Vr) ? Hex(element, most) : Cut(string.Join('\\', element.GetStrings()), most);
        }
        catch (DicomException)
        {
            // The value contradicts its representation; its bytes tell most.
            return Hex(element, most);
        }
    }

    /// <summary>Bytes and number of values.</summary>
    public static string Size(DicomElement element)
    {
        if (element.IsSequence || element.Fragments is not null)
        {
            return "-";
        }

        string values = element.IsEmpty ? "0"
            : element.Vr.HasSeveralTexts() ? Count(element)
            : element.Vr.IsText() || IsBytes(element.Vr) ? "1"
            : (element.Value.Length / element.Vr.WordSize() / (element.Vr == DicomVr.AT ? 2 : 1)).ToString(CultureInfo.InvariantCulture);
        return $"{element.Value.Length}, {values}";
    }

    private static string Count(DicomElement element) => element.Value.ToArray().AsSpan().Count((byte)'\\') is var separators ? (separators + 1).ToString(CultureInfo.InvariantCulture) : "";

    private static string Text(DicomElement element, int most)
    {
        string text = string.Join('\\', element.GetStrings());
        if (element.Vr == DicomVr.UI && DicomUid.Find(text) is { } known)
        {
            return $"={(known.Keyword.Length > 0 ? known.Keyword : known.Name)}";
        }

        // Line breaks and escapes would upset the columns.
        return $"[{Cut(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)), most)}]";
    }

    private static bool IsBytes(DicomVr vr) => vr is DicomVr.OB or DicomVr.OW or DicomVr.OF or DicomVr.OD or DicomVr.OL or DicomVr.OV or DicomVr.UN;

    private static string Hex(DicomElement element, int most)
    {
        // Three characters for a byte; large values stay in their file.
        byte[] bytes = new byte[Math.Min(element.Value.Length, Math.Min((most / 3) + 1L, MostBytes))];
        int size = element.Vr.WordSize();
        int whole = bytes.Length - (bytes.Length % size);
        element.Value.CopyTo(0, bytes.AsSpan(0, whole));
        StringBuilder text = new();
        for (int i = 0; i < whole; i++)
        {
            text.Append(i == 0 ? "" : "\\").Append(bytes[i].ToString("x2", CultureInfo.InvariantCulture));
        }

        return whole < element.Value.Length ? $"{text}..." : text.ToString();
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, Math.Max(most - 3, 0)), "...");
}
