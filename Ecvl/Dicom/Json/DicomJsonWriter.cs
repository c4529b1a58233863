using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Writes data sets as JSON (DICOM PS3.18 section F.2).</summary>
internal sealed class DicomJsonWriter(Utf8JsonWriter writer, DicomJsonOptions options)
{
    public void Write(DicomDataSet dataSet)
    {
        writer.WriteStartObject();
        foreach (DicomElement element in dataSet)
        {
            if (!element.Tag.IsGroupLength)
            {
                Write(element);
            }
        }

        writer.WriteEndObject();
    }

    private void Write(DicomElement element)
    {
        writer.WriteStartObject(element.Tag.Value.ToString("X8", CultureInfo.InvariantCulture));
        writer.WriteString("vr", element.Vr.ToString());
        if (element.IsSequence)
        {
            WriteItems(element);
        }
        else if (element.Fragments is not null || element.Vr.IsBytes())
        {
            WriteBytes(element);
        }
        else if (!element.IsEmpty)
        {
            writer.WriteStartArray("Value");
            WriteValues(element);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteItems(DicomElement element)
    {
        if (element.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("Value");
        foreach (DicomDataSet item in element.Items)
        {
            Write(item);
        }

        writer.WriteEndArray();
    }

    private void WriteBytes(DicomElement element)
    {
        if (options.AddressOf?.Invoke(element) is { } address)
        {
            writer.WriteString("BulkDataURI", address);
        }
        else if (element.Fragments is not null)
        {
            throw new DicomException($"DicomJson: {element} is compressed and has no form in JSON but an address; give one by {nameof(DicomJsonOptions.AddressOf)}, or remove the element.") { Tag = element.Tag };
        }
        else if (!element.IsEmpty)
        {
            writer.WriteBase64String("InlineBinary", element.Value.ToArray());
        }
    }

    private void WriteValues(DicomElement element)
    {
        byte[] bytes = element.Value.ToArray();
        switch (element.Vr)
        {
            case DicomVr.PN:
                WriteNames(element);
                break;
            case DicomVr.AT:
                foreach (DicomTag tag in element.GetTags())
                {
                    writer.WriteStringValue(tag.Value.ToString("X8", CultureInfo.InvariantCulture));
                }

                break;
            case DicomVr.FL:
                foreach (double value in element.GetDoubles())
                {
                    WriteNumber(value, isSingle: true);
                }

                break;
            case DicomVr.FD:
                foreach (double value in element.GetDoubles())
                {
                    WriteNumber(value, isSingle: false);
                }

                break;
            case DicomVr.UV when bytes.Length % sizeof(ulong) == 0:
                for (int i = 0; i < bytes.Length; i += sizeof(ulong))
                {
                    writer.WriteNumberValue(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i)));
                }

                break;
            case DicomVr.US or DicomVr.SS or DicomVr.UL or DicomVr.SL or DicomVr.SV or DicomVr.UV:
                foreach (long value in element.GetIntegers())
                {
                    writer.WriteNumberValue(value);
                }

                break;
            default:
                WriteTexts(element);
                break;
        }
    }

    private void WriteTexts(DicomElement element)
    {
        string[] values = element.GetStrings();
        if (element.Tag == DicomTags.SpecificCharacterSet)
        {
            values = [DicomCharacterSet.Utf8Term];
        }

        foreach (string value in values)
        {
            if (value.Length == 0)
            {
                writer.WriteNullValue();
            }
            else if (element.Vr is DicomVr.DS or DicomVr.IS && IsJsonNumber(value))
            {
                // As it stands, so that no digit is lost.
                writer.WriteRawValue(value, skipInputValidation: true);
            }
            else
            {
                writer.WriteStringValue(value);
            }
        }
    }

    private void WriteNames(DicomElement element)
    {
        foreach (DicomPersonName name in element.GetPersonNames())
        {
            if (name is { Alphabetic: "", Ideographic: "", Phonetic: "" })
            {
                writer.WriteNullValue();
                continue;
            }

            writer.WriteStartObject();
            WriteGroup("Alphabetic", name.Alphabetic);
            WriteGroup("Ideographic", name.Ideographic);
            WriteGroup("Phonetic", name.Phonetic);
            writer.WriteEndObject();
        }
    }

    private void WriteGroup(string group, string text)
    {
        if (text.Length > 0)
        {
            writer.WriteString(group, text);
        }
    }

    // JSON has no numbers that are not finite: PS3.18 table F.2.3-1 writes them as text.
    private void WriteNumber(double value, bool isSingle)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf");
        }
        else if (isSingle)
        {
            writer.WriteNumberValue((float)value);
        }
        else
        {
            writer.WriteNumberValue(value);
        }
    }

    // Decimal strings may have a plus sign, leading zeros or no digit before or after the point, which JSON forbids; these become text.
    private static bool IsJsonNumber(string text)
    {
        int i = text[0] == '-' ? 1 : 0;
        int whole = Digits(text, i);
        if (whole == 0 || (whole > 1 && text[i] == '0'))
        {
            return false;
        }

        i += whole;
        if (i < text.Length && text[i] == '.')
        {
            int fraction = Digits(text, i + 1);
            if (fraction == 0)
            {
                return false;
            }

            i += 1 + fraction;
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            i += i < text.Length && text[i] is '+' or '-' ? 1 : 0;
            int exponent = Digits(text, i);
            if (exponent == 0)
            {
                return false;
            }

            i += exponent;
        }

        return i == text.Length;
    }

    private static int Digits(string text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - start;
    }
}
