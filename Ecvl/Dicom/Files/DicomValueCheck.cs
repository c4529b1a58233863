using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Checks values against the rules of their representation: lengths and characters (DICOM PS3.5 section 6.2).</summary>
public static class DicomValueCheck
{
    private const int NameGroupCharacters = 64;

    /// <summary>What is wrong with an element; null where it follows the standard.</summary>
    /// <remarks>Items of sequences are not looked at. The values of enumerations and the number of values are those of modules and are not checked.</remarks>
    /// <param name="element">The element.</param>
    public static string? Problem(DicomElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (element.IsSequence || element.Fragments is not null || element.IsEmpty)
        {
            return null;
        }

        if (!element.Vr.IsText())
        {
            int size = element.Vr == DicomVr.AT ? 4 : element.Vr.WordSize();
            return element.Value.Length % size == 0 ? null : $"has {element.Value.Length} bytes, which is no multiple of the {size} of one value";
        }

        foreach (string value in element.GetStrings())
        {
            if (value.Length > 0 && !IsRight(element.Vr, value))
            {
                return $"has the value \"{value}\", which {element.Vr} does not allow: {Rule(element.Vr)}";
            }
        }

        return null;
    }

    /// <summary>Refuses a data set with a wrong value, at any depth.</summary>
    /// <exception cref="DicomException">A value does not follow the standard; the message names the element.</exception>
    internal static void Require(DicomDataSet dataSet)
    {
        foreach (DicomElement element in dataSet)
        {
            if (Problem(element) is { } problem)
            {
                throw new DicomException($"DicomFile: {DicomTagTable.Describe(element.Tag)} {problem}.") { Tag = element.Tag };
            }

            if (element.IsSequence)
            {
                foreach (DicomDataSet item in element.Items)
                {
                    Require(item);
                }
            }
        }
    }

    private static bool IsRight(DicomVr vr, string text) => vr switch
    {
        DicomVr.AE => text.Length <= 16 && !HasControls(text, escapes: false),
        DicomVr.AS => text.Length == 4 && text.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0 && text[3] is 'D' or 'W' or 'M' or 'Y',
        DicomVr.CS => text.Length <= 16 && text.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is ' ' or '_'),
        DicomVr.DA => text.Length == 8 && DicomTime.Date(text) is not null,
        DicomVr.DS => text.Length <= 16 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number),
        DicomVr.DT => text.Length <= 26 && DicomTime.DateTime(text, TimeSpan.Zero) is not null,
        DicomVr.IS => text.Length <= 12 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        DicomVr.LO => text.Length <= 64 && !HasControls(text, escapes: true),
        DicomVr.LT => text.Length <= 10240,
        DicomVr.PN => text.Split('=') is { Length: <= 3 } groups && groups.All(group => group.Length <= NameGroupCharacters && group.Count(letter => letter == '^') <= 4) && !HasControls(text, escapes: true),
        DicomVr.SH => text.Length <= 16 && !HasControls(text, escapes: true),
        DicomVr.ST => text.Length <= 1024,
        DicomVr.TM => text.Length <= 13 && !text.Contains(':', StringComparison.Ordinal) && DicomTime.Time(text) is not null,
        DicomVr.UC => !HasControls(text, escapes: true),
        DicomVr.UI => DicomUid.IsValid(text),
        DicomVr.UR => text[0] != ' ' && !text.Contains('\\', StringComparison.Ordinal) && text.All(letter => letter is > ' ' and < '\u007F'),
        _ => true,
    };

    private static bool HasControls(string text, bool escapes) => text.Any(letter => letter < ' ' && !(escapes && letter == '\u001B'));

    private static string Rule(DicomVr vr) => vr switch
    {
        DicomVr.AE or DicomVr.SH => "at most 16 characters without control characters",
        DicomVr.AS => "three digits and D, W, M or Y",
        DicomVr.CS => "at most 16 capital letters, digits, blanks and underscores",
        DicomVr.DA => "a date YYYYMMDD",
        DicomVr.DS => "a decimal number of at most 16 characters",
        DicomVr.DT => "a moment YYYYMMDDHHMMSS.FFFFFF+ZZXX of at most 26 characters",
        DicomVr.IS => "an integer of 32 bits of at most 12 characters",
        DicomVr.LO => "at most 64 characters without control characters",
        DicomVr.LT => "at most 10240 characters",
        DicomVr.PN => "at most 3 groups of 64 characters and 5 parts without control characters",
        DicomVr.ST => "at most 1024 characters",
        DicomVr.TM => "a time HHMMSS.FFFFFF",
        DicomVr.UC => "no control characters",
        DicomVr.UI => "at most 64 characters, numbers without leading zeros between dots",
        _ => "an address without blanks",
    };
}
