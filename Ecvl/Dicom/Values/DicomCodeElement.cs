using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>One set of characters that ISO 2022 can switch to (DICOM PS3.3 tables C.12-2 to C.12-4).</summary>
internal sealed class DicomCodeElement
{
    private const int KatakanaFirst = 0xA1;
    private const int KatakanaLast = 0xDF;
    private const int KatakanaInUnicode = 0xFF61;

    private static readonly Dictionary<int, DicomCodeElement> s_single = new()
    {
        [13] = new(null, 1),
        [100] = new(Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback), 1),
        [101] = Page(28592),
        [109] = Page(28593),
        [110] = Page(28594),
        [126] = Page(28597),
        [127] = Page(28596),
        [138] = Page(28598),
        [144] = Page(28595),
        [148] = Page(28599),
        [166] = Page(874),
        [203] = Page(28605),
    };

    // The bytes after ESC that select a single-byte set into G1 (PS3.3 table C.12-3).
    private static readonly Dictionary<int, string> s_designations = new()
    {
        [13] = ")I",
        [100] = "-A",
        [101] = "-B",
        [109] = "-C",
        [110] = "-D",
        [126] = "-F",
        [127] = "-G",
        [138] = "-H",
        [144] = "-L",
        [148] = "-M",
        [166] = "-T",
        [203] = "-b",
    };

    private readonly Encoding? _encoding;
    private readonly byte _secondMask;

    private DicomCodeElement(Encoding? encoding, int width, byte secondMask = 0)
    {
        _encoding = encoding;
        Width = width;
        _secondMask = secondMask;
    }

    public static DicomCodeElement Latin1 => s_single[100];

    public static DicomCodeElement Katakana => s_single[13];

    /// <summary>JIS X 0208, by EUC-JP: both bytes with the high bit.</summary>
    public static DicomCodeElement Kanji { get; } = Page(20932, 2, 0x80);

    /// <summary>JIS X 0212, which code page 20932 writes with the high bit in the first byte only.</summary>
    public static DicomCodeElement SupplementaryKanji { get; } = Page(20932, 2);

    /// <summary>KS X 1001.</summary>
    public static DicomCodeElement Korean { get; } = Page(949, 2, 0x80);

    /// <summary>GB 2312.</summary>
    public static DicomCodeElement Chinese { get; } = Page(936, 2, 0x80);

    /// <summary>Bytes of a character.</summary>
    public int Width { get; }

    /// <summary>Whether characters of two bytes are selected into G0, below 128; all others stand in G1, above.</summary>
    public bool IsG0 => this == Kanji || this == SupplementaryKanji;

    /// <summary>The bytes after ESC that select the set.</summary>
    public string Designation => this == Kanji ? "$B" : this == SupplementaryKanji ? "$(D" : this == Korean ? "$)C" : this == Chinese ? "$)A"
        : s_designations[s_single.First(pair => pair.Value == this).Key];

    /// <summary>The set of a registration number that an escape sequence can select; null for ASCII and unknown numbers.</summary>
    public static DicomCodeElement? OfExtension(int number) => number switch
    {
        58 => Chinese,
        87 => Kanji,
        149 => Korean,
        159 => SupplementaryKanji,
        _ => OfNumber(number),
    };

    /// <summary>The single-byte set of a registration number; null where there is none.</summary>
    public static DicomCodeElement? OfNumber(int number) => s_single.GetValueOrDefault(number);

    /// <summary>One character of one or two bytes, their high bits not regarded.</summary>
    public string Decode(byte first, byte second)
    {
        byte high = (byte)(first | 0x80);
        return Width == 2 ? _encoding!.GetString([high, (byte)((second & 0x7F) | _secondMask)])
            : _encoding is null ? high is >= KatakanaFirst and <= KatakanaLast ? ((char)(high - KatakanaFirst + KatakanaInUnicode)).ToString() : "\uFFFD"
            : _encoding.GetString([high]);
    }

    /// <summary>One character as it stands after the escape sequence of this set.</summary>
    /// <param name="character">Not ASCII.</param>
    /// <param name="bytes">Takes two bytes.</param>
    /// <returns>Number of bytes; 0 where the set lacks the character.</returns>
    public int Encode(char character, Span<byte> bytes)
    {
        if (_encoding is null)
        {
            bytes[0] = (byte)(character - KatakanaInUnicode + KatakanaFirst);
            return character is >= (char)KatakanaInUnicode and <= (char)(KatakanaInUnicode + KatakanaLast - KatakanaFirst) ? 1 : 0;
        }

        byte[] coded;
        try
        {
            coded = _encoding.GetBytes([character]);
        }
        catch (EncoderFallbackException)
        {
            return 0;
        }

        // Code pages hold more than the standard's sets: only the rows and cells of 94 by 94 belong to these.
        if (coded.Length != Width || coded[0] < 0xA0 || (Width == 2 && ((coded[0] & 0x7F) is < 0x21 or > 0x7E || (coded[1] & 0x7F) is < 0x21 or > 0x7E
            || (coded[1] & 0x80) != (this == SupplementaryKanji ? 0 : 0x80))))
        {
            return 0;
        }

        for (int i = 0; i < Width; i++)
        {
            bytes[i] = IsG0 ? (byte)(coded[i] & 0x7F) : coded[i];
        }

        return Width;
    }

    /// <summary>Text without escape sequences: ASCII below 128, this set above.</summary>
    public string DecodeSingle(ReadOnlySpan<byte> bytes, bool romaji)
    {
        if (_encoding is not null)
        {
            return _encoding.GetString(bytes);
        }

        StringBuilder text = new(bytes.Length);
        foreach (byte value in bytes)
        {
            // JIS X 0201 has an overline in place of the tilde; its Yen sign stays the backslash that separates values.
            text.Append(value >= 0x80 ? Decode(value, 0) : romaji && value == '~' ? "\u203E" : ((char)value).ToString());
        }

        return text.ToString();
    }

    /// <summary>Bytes of text in ASCII and this set.</summary>
    /// <exception cref="EncoderFallbackException">The set lacks a character.</exception>
    public byte[] EncodeSingle(string text)
    {
        if (_encoding is not null)
        {
            return _encoding.GetBytes(text);
        }

        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            int character = text[i];
            bytes[i] = character is >= KatakanaInUnicode and <= KatakanaInUnicode + KatakanaLast - KatakanaFirst ? (byte)(character - KatakanaInUnicode + KatakanaFirst)
                : character == 0x203E ? (byte)'~'
                : character < 0x80 && character != '~' ? (byte)character
                : throw new EncoderFallbackException($"U+{character:X4} is not in JIS X 0201.");
        }

        return bytes;
    }

    private static DicomCodeElement Page(int number, int width = 1, byte secondMask = 0)
        => new(CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback), width, secondMask);
}
