using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>How the texts of a data set are written (DICOM PS3.3 section C.12.1.1.2, PS3.5 section 6.1).</summary>
/// <remarks>Single-byte sets, UTF-8, GB18030, GBK and sets with code extensions (ISO 2022) are read and written. Without a set, text is ASCII;
/// bytes above 127 are then read as Latin 1, so that nothing is lost.</remarks>
public sealed class DicomCharacterSet
{
    /// <summary>Defined term of UTF-8.</summary>
    internal const string Utf8Term = "ISO_IR 192";

    private readonly DicomCodeElement _g1;
    private readonly DicomCodeElement[] _extensions;
    private readonly Encoding? _whole;
    private readonly bool _romaji;

    private DicomCharacterSet(string name, DicomCodeElement g1, Encoding? whole, bool hasExtensions, bool romaji, DicomCodeElement[] extensions)
    {
        _extensions = extensions;
        Name = name;
        _g1 = g1;
        _whole = whole;
        HasExtensions = hasExtensions;
        _romaji = romaji;
    }

    /// <summary>ASCII: data sets without Specific Character Set (0008,0005).</summary>
    public static DicomCharacterSet Default { get; } = new("", DicomCodeElement.Latin1, null, false, false, []);

    /// <summary>The defined terms, separated by backslashes; empty for the default.</summary>
    public string Name { get; }

    /// <summary>Whether escape sequences may switch to further sets.</summary>
    public bool HasExtensions { get; }

    /// <summary>The character set of the values of Specific Character Set (0008,0005).</summary>
    /// <param name="terms">Defined terms such as <c>ISO_IR 192</c>; the first may be empty.</param>
    /// <exception cref="DicomException">A term is unknown.</exception>
    public static DicomCharacterSet Of(IReadOnlyList<string> terms)
    {
        if (terms.Count == 0 || (terms.Count == 1 && terms[0].Length == 0))
        {
            return Default;
        }

        string name = string.Join('\\', terms);
        bool extensions = terms.Count > 1;
        foreach (string term in terms)
        {
            extensions |= Normal(term).StartsWith("ISO 2022", StringComparison.Ordinal);
            if (!IsKnown(Normal(term)))
            {
                throw new DicomException($"DicomCharacterSet: \"{term}\" of (0008,0005) SpecificCharacterSet \"{name}\" is unknown; known are ISO_IR 6, 13, 100, 101, 109, 110, "
                    + "126, 127, 138, 144, 148, 166, 192, 203, their ISO 2022 forms, ISO 2022 IR 58, 87, 149, 159, GB18030 and GBK.")
                {
                    Tag = DicomTags.SpecificCharacterSet,
                };
            }
        }

        string first = Normal(terms[0]);
        Encoding? whole = first switch
        {
            Utf8Term => new UTF8Encoding(false, true),
            "GB18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback),
            "GBK" => CodePagesEncodingProvider.Instance.GetEncoding(936, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback),
            _ => null,
        };
        return new DicomCharacterSet(name, DicomCodeElement.OfNumber(Number(first)) ?? DicomCodeElement.Latin1, whole, extensions && whole is null, Number(first) == 13,
            [.. terms.Select(term => DicomCodeElement.OfExtension(Number(Normal(term)))).OfType<DicomCodeElement>()]);
    }

    /// <summary>Text of bytes.</summary>
    /// <param name="bytes">As they stand in the file.</param>
    /// <param name="isPersonName">Whether <c>^</c> and <c>=</c> end a run of another set, as they do in names of persons.</param>
    public string Decode(ReadOnlySpan<byte> bytes, bool isPersonName = false)
    {
        if (_whole is UTF8Encoding)
        {
            // Replaces what is no UTF-8: reading must not stop at one wrong letter.
            return Encoding.UTF8.GetString(bytes);
        }

        return _whole is not null ? _whole.GetString(bytes)
            : HasExtensions ? DicomEscapeDecoder.Decode(bytes, _g1, isPersonName, _romaji)
            : _g1.DecodeSingle(bytes, _romaji);
    }

    /// <summary>Bytes of text.</summary>
    /// <param name="text">The text, several values separated by backslashes.</param>
    /// <param name="isPersonName">Whether <c>^</c> and <c>=</c> end a run of another set, as they do in names of persons.</param>
    /// <exception cref="DicomException">The set has not all characters.</exception>
    public byte[] Encode(string text, bool isPersonName = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text) && !_romaji)
        {
            return Encoding.ASCII.GetBytes(text);
        }

        try
        {
            if (_whole is not null)
            {
                return _whole.GetBytes(text);
            }

            if (HasExtensions)
            {
                return DicomEscapeEncoder.Encode(text, DicomCodeElement.OfNumber(Number(Normal(Name.Split('\\')[0]))), _extensions, isPersonName, _romaji);
            }

            if (Name.Length > 0)
            {
                return _g1.EncodeSingle(text);
            }
        }
        catch (EncoderFallbackException error)
        {
            throw Refused(text, error);
        }

        throw Refused(text, null);
    }

    private DicomException Refused(string text, Exception? inner)
        => new($"DicomCharacterSet: \"{text}\" cannot be written in the character set \"{Name}\"; set (0008,0005) SpecificCharacterSet to {Utf8Term} (UTF-8) first.", inner)
        {
            Tag = DicomTags.SpecificCharacterSet,
        };

    // Writers often confuse underscore, blank and hyphen, or leave them out, and take names of other standards.
    private static string Normal(string term)
    {
        string letters = string.Concat(term.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters switch
        {
            "UTF8" => Utf8Term,
            "LATIN1" => "ISO_IR 100",
            _ when letters.StartsWith("ISO2022IR", StringComparison.Ordinal) => $"ISO 2022 IR {letters[9..]}",
            _ when letters.StartsWith("ISOIR", StringComparison.Ordinal) => $"ISO_IR {letters[5..]}",
            _ when letters.StartsWith("ISO8859", StringComparison.Ordinal) => letters[7..] switch
            {
                "1" => "ISO_IR 100",
                "2" => "ISO_IR 101",
                "3" => "ISO_IR 109",
                "4" => "ISO_IR 110",
                "5" => "ISO_IR 144",
                "6" => "ISO_IR 127",
                "7" => "ISO_IR 126",
                "8" => "ISO_IR 138",
                "9" => "ISO_IR 148",
                "15" => "ISO_IR 203",
                _ => letters,
            },
            _ => letters,
        };
    }

    private static bool IsKnown(string term)
        => term is "" or "GB18030" or "GBK" or Utf8Term or "ISO_IR 6" or "ISO 2022 IR 6" or "ISO 2022 IR 58" or "ISO 2022 IR 87" or "ISO 2022 IR 149" or "ISO 2022 IR 159"
            || DicomCodeElement.OfNumber(Number(term)) is not null;

    private static int Number(string term)
        => term.StartsWith("ISO", StringComparison.Ordinal) && int.TryParse(term.AsSpan(term.LastIndexOf(' ') + 1), out int number) ? number : 0;
}
