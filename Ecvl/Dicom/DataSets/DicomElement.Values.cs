using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Typed access to values.</content>
public sealed partial class DicomElement
{
    /// <summary>The text of the value, or of its first one; empty where there is none. Padding at the end is left out.</summary>
    /// <exception cref="DicomException">The element is no text.</exception>
    public string GetString() => GetStrings() is [string first, ..] ? first : "";

    /// <summary>All texts of the value, without padding; a text of numbers as the standard writes it.</summary>
    /// <remarks>LT, ST, UT and UR are one text, in which a backslash is a letter; blanks at their start are kept. Numbers and tags become text too.</remarks>
    /// <exception cref="DicomException">The element is a sequence, bytes or compressed pixel data, or has other letters than ASCII in an unknown character set.</exception>
    public string[] GetStrings()
    {
        if (!Vr.IsText())
        {
            return Vr switch
            {
                DicomVr.AT => [.. GetTags().Select(tag => tag.ToString())],
                DicomVr.US or DicomVr.SS or DicomVr.UL or DicomVr.SL or DicomVr.SV => [.. GetIntegers().Select(value => value.ToString(CultureInfo.InvariantCulture))],
                DicomVr.UV => [.. Numbers(8, bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes).ToString(CultureInfo.InvariantCulture))],
                DicomVr.FL or DicomVr.OF => [.. Numbers(4, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes).ToString("R", CultureInfo.InvariantCulture))],
                DicomVr.FD or DicomVr.OD => [.. GetDoubles().Select(value => value.ToString("R", CultureInfo.InvariantCulture))],
                _ => throw Wrong("is no text"),
            };
        }

        byte[] bytes = Value.ToArray();
        if (bytes.Length == 0)
        {
            return [];
        }

        // ASCII is part of every set, so that such texts are read even where the set is unknown. Escapes and the tilde may mean something else.
        string text = Vr.UsesCharacterSet() && !(Ascii.IsValid(bytes) && bytes.AsSpan().IndexOfAny((byte)0x1B, (byte)'~') < 0)
            ? (Owner?.CharacterSet ?? DicomCharacterSet.Default).Decode(bytes, Vr == DicomVr.PN)
            : Encoding.Latin1.GetString(bytes);
        text = text.TrimEnd('\0');
        if (!Vr.HasSeveralTexts())
        {
            return [text.TrimEnd(' ')];
        }

        string[] values = text.Split('\\');
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Vr is DicomVr.UC or DicomVr.PN ? values[i].TrimEnd(' ', '\0') : values[i].Trim(' ', '\0');
        }

        return values;
    }

    /// <summary>The first number as an integer.</summary>
    /// <exception cref="DicomException">The element has no number, or a text that is none.</exception>
    public long GetInteger() => GetIntegers() is [long first, ..] ? first : throw Wrong("has no value");

    /// <summary>All numbers as integers: IS, DS with whole numbers, US, SS, UL, SL, SV, UV, and OB, OW, OL, OV as unsigned words.</summary>
    /// <exception cref="DicomException">The element has no numbers, a text is none or a number is too large.</exception>
    public long[] GetIntegers()
    {
        switch (Vr)
        {
            case DicomVr.OB or DicomVr.UN:
                return [.. Value.ToArray().Select(value => (long)value)];
            case DicomVr.US or DicomVr.OW:
                return Numbers(2, bytes => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes));
            case DicomVr.SS:
                return Numbers(2, bytes => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes));
            case DicomVr.UL or DicomVr.OL:
                return Numbers(4, bytes => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            case DicomVr.SL:
                return Numbers(4, bytes => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes));
            case DicomVr.SV:
                return Numbers(8, BinaryPrimitives.ReadInt64LittleEndian);
            case DicomVr.UV or DicomVr.OV:
                return Numbers(8, bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes) is <= long.MaxValue and ulong value
                    ? (long)value
                    : throw Wrong("has a number above 9223372036854775807"));
            case DicomVr.IS or DicomVr.DS:
                return [.. GetStrings().Where(text => text.Length > 0).Select(ParseInteger)];
            default:
                throw Wrong("holds no integers");
        }
    }

    /// <summary>The first number.</summary>
    /// <exception cref="DicomException">The element has no number, or a text that is none.</exception>
    public double GetDouble() => GetDoubles() is [double first, ..] ? first : throw Wrong("has no value");

    /// <summary>All numbers: DS, FL, FD, OF, OD, and the integers.</summary>
    /// <exception cref="DicomException">The element has no numbers, or a text that is none.</exception>
    public double[] GetDoubles() => Vr switch
    {
        DicomVr.DS or DicomVr.IS => [.. GetStrings().Where(text => text.Length > 0).Select(ParseDouble)],
        DicomVr.FL or DicomVr.OF => Numbers(4, bytes => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        DicomVr.FD or DicomVr.OD => Numbers(8, BinaryPrimitives.ReadDoubleLittleEndian),
        DicomVr.UV or DicomVr.OV => Numbers(8, bytes => (double)BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        _ => [.. GetIntegers().Select(value => (double)value)],
    };

    /// <summary>All tags of an AT element.</summary>
    /// <exception cref="DicomException">The element holds no tags.</exception>
    public DicomTag[] GetTags() => Vr == DicomVr.AT
        ? Numbers(4, bytes => new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])))
        : throw Wrong("holds no tags");

    /// <summary>All dates of a DA element; <c>YYYYMMDD</c> or the older <c>YYYY.MM.DD</c>. Empty values are left out.</summary>
    /// <exception cref="DicomException">The element holds no dates, or a text that is none.</exception>
    public DateOnly[] GetDates() => Vr == DicomVr.DA ? [.. GetStrings().Where(text => text.Length > 0).Select(text => DicomTime.Date(text) ?? throw NotA(text, "date YYYYMMDD"))]
        : throw Wrong("holds no dates");

    /// <summary>All times of day of a TM element; <c>HHMMSS.FFFFFF</c>, where parts at the end may lack, or the older <c>HH:MM:SS</c>.</summary>
    /// <exception cref="DicomException">The element holds no times, or a text that is none.</exception>
    public TimeOnly[] GetTimes() => Vr == DicomVr.TM ? [.. GetStrings().Where(text => text.Length > 0).Select(text => DicomTime.Time(text) ?? throw NotA(text, "time HHMMSS.FFFFFF"))]
        : throw Wrong("holds no times");

    /// <summary>All moments of a DT element; <c>YYYYMMDDHHMMSS.FFFFFF&amp;ZZXX</c>, where parts at the end may lack.</summary>
    /// <param name="zone">Offset from UTC of moments that do not state theirs.</param>
    /// <exception cref="DicomException">The element holds no moments, or a text that is none.</exception>
    public DateTimeOffset[] GetDateTimes(TimeSpan zone = default) => Vr == DicomVr.DT
        ? [.. GetStrings().Where(text => text.Length > 0).Select(text => DicomTime.DateTime(text, zone) ?? throw NotA(text, "moment YYYYMMDDHHMMSS.FFFFFF+ZZXX"))]
        : throw Wrong("holds no moments");

    /// <summary>All names of a PN element.</summary>
    /// <exception cref="DicomException">The element holds no names.</exception>
    public DicomPersonName[] GetPersonNames() => Vr == DicomVr.PN ? [.. GetStrings().Select(DicomPersonName.Parse)] : throw Wrong("holds no names");

    private T[] Numbers<T>(int size, Func<ReadOnlySpan<byte>, T> read)
    {
        byte[] bytes = Value.ToArray();
        if (bytes.Length % size != 0)
        {
            throw Wrong($"has {bytes.Length} bytes, which is no multiple of the {size} of one value");
        }

        T[] values = new T[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(bytes.AsSpan(i * size, size));
        }

        return values;
    }

    private long ParseInteger(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            return value;
        }

        // Some writers put 3.0 where an integer belongs.
        double number = ParseDouble(text);
        return number == Math.Truncate(number) && Math.Abs(number) < 1L << 53 ? (long)number : throw NotA(text, "integer");
    }

    private double ParseDouble(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw NotA(text, "number");

    private DicomException NotA(string text, string what) => Wrong($"has the value \"{text}\", which is no {what}");
}
