using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Writes text with ISO 2022 escape sequences (DICOM PS3.5 section 6.1.2.5).</summary>
internal static class DicomEscapeEncoder
{
    private const byte Escape = 0x1B;

    /// <summary>Encodes text.</summary>
    /// <param name="text">The text; backslashes separate values.</param>
    /// <param name="initial">The set above 127 at the start and after each separator; null for none.</param>
    /// <param name="extensions">Sets to switch to, in the order of preference.</param>
    /// <param name="isPersonName">Whether <c>^</c> and <c>=</c> are separators too.</param>
    /// <param name="romaji">Whether the first set is JIS X 0201, which has an overline in place of the tilde.</param>
    /// <exception cref="EncoderFallbackException">No set has a character.</exception>
    public static byte[] Encode(string text, DicomCodeElement? initial, DicomCodeElement[] extensions, bool isPersonName, bool romaji)
    {
        List<byte> bytes = new(text.Length * 2);
        Span<byte> coded = stackalloc byte[2];
        DicomCodeElement? g0 = null;
        DicomCodeElement? g1 = initial;
        foreach (char character in text)
        {
            if (character < 0x80)
            {
                if (g0 is not null)
                {
                    // A run in G0 ends with the first set, before separators and ASCII alike.
                    Select(bytes, romaji ? "(J" : "(B");
                    g0 = null;
                }

                if (romaji && character == '~')
                {
                    throw Missing(character);
                }

                bytes.Add((byte)character);
                if (character is '\\' or '\t' or '\r' or '\n' or '\f' || (isPersonName && character is '^' or '='))
                {
                    g1 = initial;
                }

                continue;
            }

            if (romaji && character == '\u203E' && g0 is null)
            {
                bytes.Add((byte)'~');
                continue;
            }

            int count = g0?.Encode(character, coded) ?? 0;
            if (count == 0 && g1 is not null)
            {
                count = g1.Encode(character, coded);
            }

            for (int i = 0; count == 0 && i < extensions.Length; i++)
            {
                DicomCodeElement next = extensions[i];
                count = next.Encode(character, coded);
                if (count > 0)
                {
                    Select(bytes, next.Designation);
                    (g0, g1) = next.IsG0 ? (next, g1) : (g0, next);
                }
            }

            if (count == 0)
            {
                throw Missing(character);
            }

            bytes.AddRange(coded[..count]);
        }

        if (g0 is not null)
        {
            Select(bytes, romaji ? "(J" : "(B");
        }

        return [.. bytes];
    }

    private static void Select(List<byte> bytes, string designation)
    {
        bytes.Add(Escape);
        foreach (char letter in designation)
        {
            bytes.Add((byte)letter);
        }
    }

    private static EncoderFallbackException Missing(char character) => new($"U+{(int)character:X4} is in none of the sets.");
}
