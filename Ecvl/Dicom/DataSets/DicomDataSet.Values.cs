using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Values by tag, and setting them.</content>
public sealed partial class DicomDataSet
{
    /// <summary>The first text of an element; the fallback where the data set lacks it or it is empty.</summary>
    public string GetString(DicomTag tag, string fallback = "") => TryGet(tag, out DicomElement? element) ? element.GetString() : fallback;

    /// <summary>The first number of an element as an integer.</summary>
    /// <exception cref="DicomException">The element is missing, empty or no integer.</exception>
    public int GetInt32(DicomTag tag)
        => this[tag].GetInteger() is >= int.MinValue and <= int.MaxValue and long value ? (int)value : throw new DicomException($"DicomDataSet: {this[tag]} is no 32-bit integer.") { Tag = tag };

    /// <summary>The first number of an element as an integer; the fallback where the data set lacks it or it is empty.</summary>
    public int GetInt32(DicomTag tag, int fallback) => TryGet(tag, out _) ? GetInt32(tag) : fallback;

    /// <summary>The first number of an element; the fallback where the data set lacks it or it is empty.</summary>
    public double GetDouble(DicomTag tag, double fallback) => TryGet(tag, out DicomElement? element) && element.GetDoubles() is [double first, ..] ? first : fallback;

    /// <summary>All numbers of an element; none where the data set lacks it.</summary>
    public double[] GetDoubles(DicomTag tag) => TryGet(tag, out DicomElement? element) ? element.GetDoubles() : [];

    /// <summary>Items of a sequence; none where the data set lacks it.</summary>
    /// <exception cref="DicomException">The element is no sequence.</exception>
    public IReadOnlyList<DicomDataSet> GetItems(DicomTag tag) => Find(tag)?.Items ?? [];

    /// <summary>Sets texts, with the representation of the dictionary.</summary>
    /// <exception cref="DicomException">The tag is no text in the dictionary, or the character set of the data set lacks a character.</exception>
    public void Set(DicomTag tag, params string[] values) => Set(tag, DicomTagTable.VrOf(tag), values);

    /// <summary>Sets texts with a representation, for private elements.</summary>
    /// <exception cref="DicomException">The representation is no text, a value contains the separator, or the character set lacks a character.</exception>
    public void Set(DicomTag tag, DicomVr vr, params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Set(TextElement(tag, vr, vr.UsesCharacterSet() ? CharacterSet : DicomCharacterSet.Default, values));
    }

    /// <summary>An element of texts in a character set.</summary>
    internal static DicomElement TextElement(DicomTag tag, DicomVr vr, DicomCharacterSet characterSet, string[] values)
    {
        if (!vr.IsText() || (values.Length > 1 && !vr.HasSeveralTexts()))
        {
            throw new DicomException($"DicomDataSet: {DicomTagTable.Describe(tag)} {vr} cannot hold {values.Length} texts.") { Tag = tag };
        }

        if (vr.HasSeveralTexts() && Array.Find(values, value => value.Contains('\\', StringComparison.Ordinal)) is { } wrong)
        {
            throw new DicomException($"DicomDataSet: \"{wrong}\" for {DicomTagTable.Describe(tag)} {vr} contains the separator of values \"\\\"; give the values one by one.") { Tag = tag };
        }

        string text = string.Join('\\', values);
        if (!vr.UsesCharacterSet() && !Ascii.IsValid(text))
        {
            throw new DicomException($"DicomDataSet: \"{text}\" for {DicomTagTable.Describe(tag)} {vr} must be ASCII.") { Tag = tag };
        }

        byte[] bytes = vr.UsesCharacterSet() ? characterSet.Encode(text, vr == DicomVr.PN) : Encoding.ASCII.GetBytes(text);
        return new DicomElement(tag, vr, new DicomBytes(bytes));
    }

    /// <summary>Sets 64-bit integers, which doubles do not hold exactly: SV, or UV.</summary>
    /// <exception cref="DicomException">The representation is another one, or a number does not fit.</exception>
    public void SetInteger64(DicomTag tag, DicomVr vr, params Int128[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            if (vr is not (DicomVr.SV or DicomVr.UV) || values[i] < (vr == DicomVr.SV ? long.MinValue : 0) || values[i] > (vr == DicomVr.SV ? long.MaxValue : ulong.MaxValue))
            {
                throw new DicomException($"DicomDataSet: {values[i]} does not fit in {DicomTagTable.Describe(tag)} {vr}.") { Tag = tag };
            }

            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), unchecked((ulong)values[i]));
        }

        Set(new DicomElement(tag, vr, new DicomBytes(bytes)));
    }

    /// <summary>Sets one integer, with the representation of the dictionary.</summary>
    /// <exception cref="DicomException">The tag holds no numbers, or it does not fit.</exception>
    public void Set(DicomTag tag, int value) => Set(tag, [(double)value]);

    /// <summary>Sets numbers, with the representation of the dictionary.</summary>
    /// <exception cref="DicomException">The tag holds no numbers, or one does not fit.</exception>
    public void Set(DicomTag tag, params double[] values) => Set(tag, DicomTagTable.VrOf(tag, GetInt32(DicomTags.PixelRepresentation, 0) == 1), values);

    /// <summary>Sets numbers with a representation, for private elements.</summary>
    /// <remarks>DS is written with at most 16 characters, rounded where it needs more.</remarks>
    /// <exception cref="DicomException">The representation holds no numbers, or one does not fit.</exception>
    public void Set(DicomTag tag, DicomVr vr, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (double value in values)
        {
            (double least, double most) = Range(vr);
            bool whole = vr is not (DicomVr.DS or DicomVr.FL or DicomVr.FD or DicomVr.OF or DicomVr.OD);
            if (!(value >= least && value <= most) || (whole && value != Math.Truncate(value)))
            {
                throw new DicomException($"DicomDataSet: {value.ToString("R", CultureInfo.InvariantCulture)} does not fit in {DicomTagTable.Describe(tag)} {vr}.") { Tag = tag };
            }
        }

        if (vr is DicomVr.DS or DicomVr.IS)
        {
            Set(tag, vr, [.. values.Select(value => vr == DicomVr.IS ? value.ToString("0", CultureInfo.InvariantCulture) : DecimalString(value))]);
            return;
        }

        int size = vr.WordSize();
        byte[] bytes = new byte[values.Length * size];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> place = bytes.AsSpan(i * size);
            switch (vr)
            {
                case DicomVr.FL or DicomVr.OF:
                    BinaryPrimitives.WriteSingleLittleEndian(place, (float)values[i]);
                    break;
                case DicomVr.FD or DicomVr.OD:
                    BinaryPrimitives.WriteDoubleLittleEndian(place, values[i]);
                    break;
                case DicomVr.US or DicomVr.OW or DicomVr.SS:
                    BinaryPrimitives.WriteInt16LittleEndian(place, unchecked((short)(int)values[i]));
                    break;
                default:
                    BinaryPrimitives.WriteInt32LittleEndian(place, unchecked((int)(long)values[i]));
                    break;
            }
        }

        Set(new DicomElement(tag, vr, new DicomBytes(bytes)));
    }

    // Smallest and largest number of a representation; an empty range where it holds no numbers.
    private static (double Least, double Most) Range(DicomVr vr) => vr switch
    {
        DicomVr.US or DicomVr.OW => (0, ushort.MaxValue),
        DicomVr.SS => (short.MinValue, short.MaxValue),
        DicomVr.UL or DicomVr.OL => (0, uint.MaxValue),
        DicomVr.SL or DicomVr.IS => (int.MinValue, int.MaxValue),
        DicomVr.FL or DicomVr.OF => (float.MinValue, float.MaxValue),
        DicomVr.DS or DicomVr.FD or DicomVr.OD => (double.MinValue, double.MaxValue),
        _ => (double.PositiveInfinity, double.NegativeInfinity),
    };

    // PS3.5 section 6.2: a decimal string has at most 16 characters.
    internal static string DecimalString(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        for (int digits = 15; text.Length > 16; digits--)
        {
            text = value.ToString($"G{digits}", CultureInfo.InvariantCulture);
        }

        return text;
    }
}
