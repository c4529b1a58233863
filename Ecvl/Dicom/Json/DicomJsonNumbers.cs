using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Numbers and tags of JSON as bytes of values.</summary>
internal static class DicomJsonNumbers
{
    /// <summary>Bytes of all values of an array.</summary>
    /// <exception cref="DicomException">A value is no number of the representation.</exception>
    public static DicomBytes Read(DicomTag tag, DicomVr vr, JsonElement values)
    {
        int size = vr == DicomVr.AT ? 4 : vr.WordSize();
        byte[] bytes = new byte[values.GetArrayLength() * size];
        int at = 0;
        foreach (JsonElement value in values.EnumerateArray())
        {
            if (!Put(vr, value, bytes.AsSpan(at, size)))
            {
                throw new DicomException($"DicomJson: {DicomTagTable.Describe(tag)} has the value {value.GetRawText()}, which does not fit in {vr}.") { Tag = tag };
            }

            at += size;
        }

        return new DicomBytes(bytes);
    }

    private static bool Put(DicomVr vr, JsonElement value, Span<byte> place)
    {
        switch (vr)
        {
            case DicomVr.AT:
                if (value.ValueKind != JsonValueKind.String || !TryText(value, out string text) || !DicomTag.TryParse(text, out DicomTag tag))
                {
                    return false;
                }

                BinaryPrimitives.WriteUInt16LittleEndian(place, tag.Group);
                BinaryPrimitives.WriteUInt16LittleEndian(place[2..], tag.Element);
                return true;
            case DicomVr.FL or DicomVr.FD:
                return PutReal(vr, value, place);
            case DicomVr.UV:
                ulong large = 0;
                bool fits = value.ValueKind == JsonValueKind.Number ? value.TryGetUInt64(out large)
                    : value.ValueKind == JsonValueKind.String && TryText(value, out string digits) && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out large);
                BinaryPrimitives.WriteUInt64LittleEndian(place, large);
                return fits;
            default:
                return PutInteger(vr, value, place);
        }
    }

    private static bool PutReal(DicomVr vr, JsonElement value, Span<byte> place)
    {
        double number;
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (!value.TryGetDouble(out number) || !double.IsFinite(number))
            {
                return false;
            }
        }
        else if (value.ValueKind == JsonValueKind.String && TryText(value, out string text))
        {
            number = text switch { "NaN" => double.NaN, "Inf" or "Infinity" => double.PositiveInfinity, "-Inf" or "-Infinity" => double.NegativeInfinity, _ => 0 };
            if (number == 0)
            {
                return false;
            }
        }
        else
        {
            return false;
        }

        if (vr == DicomVr.FD)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(place, number);
            return true;
        }

        BinaryPrimitives.WriteSingleLittleEndian(place, (float)number);
        return float.IsFinite((float)number) == double.IsFinite(number);
    }

    private static bool PutInteger(DicomVr vr, JsonElement value, Span<byte> place)
    {
        long number = 0;
        bool isNumber = value.ValueKind == JsonValueKind.Number ? value.TryGetInt64(out number)
            : value.ValueKind == JsonValueKind.String && TryText(value, out string text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        (long least, long most) = vr switch
        {
            DicomVr.US => (ushort.MinValue, ushort.MaxValue),
            DicomVr.SS => (short.MinValue, short.MaxValue),
            DicomVr.UL => (uint.MinValue, uint.MaxValue),
            DicomVr.SL => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        for (int i = 0; i < place.Length; i++)
        {
            place[i] = (byte)(number >> (8 * i));
        }

        return isNumber && number >= least && number <= most;
    }

    private static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // A lone half of a surrogate pair.
            text = "";
            return false;
        }
    }
}
