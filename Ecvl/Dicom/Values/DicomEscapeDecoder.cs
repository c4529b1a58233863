using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Text with ISO 2022 escape sequences (DICOM PS3.5 section 6.1.2.5).</summary>
internal static class DicomEscapeDecoder
{
    private const byte Escape = 0x1B;

    /// <summary>Decodes text.</summary>
    /// <param name="bytes">As they stand in the file.</param>
    /// <param name="initial">The set above 127 at the start and after each separator.</param>
    /// <param name="isPersonName">Whether <c>^</c> and <c>=</c> are separators too.</param>
    /// <param name="romaji">Whether the first set is JIS X 0201, which has an overline in place of the tilde.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, DicomCodeElement initial, bool isPersonName, bool romaji)
    {
        StringBuilder text = new(bytes.Length);
        DicomCodeElement? g0 = null;
        DicomCodeElement g1 = initial;
        bool overline = romaji;
        int i = 0;
        while (i < bytes.Length)
        {
            byte value = bytes[i];
            if (value == Escape && Switch(bytes[i..], ref g0, ref g1, ref overline) is > 0 and int length)
            {
                i += length;
                continue;
            }

            DicomCodeElement? element = value >= 0x80 ? g1 : value is > 0x20 and < 0x7F ? g0 : null;
            if (element is null)
            {
                text.Append(value == '~' && overline ? '\u203E' : (char)value);
                if (value is (byte)'\\' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' || (isPersonName && value is (byte)'^' or (byte)'='))
                {
                    g0 = null;
                    g1 = initial;
                    overline = romaji;
                }

                i++;
            }
            else if (element.Width == 2 && i + 1 < bytes.Length)
            {
                text.Append(element.Decode(value, bytes[i + 1]));
                i += 2;
            }
            else
            {
                text.Append(element.Width == 2 ? "\uFFFD" : element.Decode(value, 0));
                i++;
            }
        }

        return text.ToString();
    }

    // Applies one escape sequence; 0 where it is unknown.
    private static int Switch(ReadOnlySpan<byte> bytes, ref DicomCodeElement? g0, ref DicomCodeElement g1, ref bool overline)
    {
        if (bytes.Length < 3)
        {
            return 0;
        }

        switch ((char)bytes[1], (char)bytes[2])
        {
            case ('(', 'B') or ('(', 'J'):
                g0 = null;
                overline = bytes[2] == 'J';
                return 3;
            case (')', 'I'):
                g1 = DicomCodeElement.Katakana;
                return 3;
            case ('$', 'B'):
                g0 = DicomCodeElement.Kanji;
                return 3;
            case ('-', char final) when RegistrationOf(final) is > 0 and int number:
                g1 = DicomCodeElement.OfNumber(number)!;
                return 3;
        }

        if (bytes.Length < 4 || bytes[1] != '$')
        {
            return 0;
        }

        switch ((char)bytes[2], (char)bytes[3])
        {
            case ('(', 'D'):
                g0 = DicomCodeElement.SupplementaryKanji;
                return 4;
            case (')', 'C'):
                g1 = DicomCodeElement.Korean;
                return 4;
            case (')', 'A'):
                g1 = DicomCodeElement.Chinese;
                return 4;
            default:
                return 0;
        }
    }

    private static int RegistrationOf(char final) => final switch
    {
        'A' => 100,
        'B' => 101,
        'C' => 109,
        'D' => 110,
        'F' => 126,
        'G' => 127,
        'H' => 138,
        'L' => 144,
        'M' => 148,
        'T' => 166,
        'b' => 203,
        _ => 0,
    };
}
