using System.Globalization;
using System.Text.Json;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Reads data sets from JSON (DICOM PS3.18 section F.2).</summary>
internal sealed class DicomJsonReader(DicomJsonOptions options)
{
    private static readonly DicomCharacterSet s_utf8 = DicomCharacterSet.Of([DicomCharacterSet.Utf8Term]);

    private bool _hasLetters;

    public DicomDataSet Read(JsonElement root)
    {
        DicomDataSet dataSet = ReadDataSet(root, null, 0);
        if (_hasLetters && !dataSet.Contains(DicomTags.SpecificCharacterSet))
        {
            dataSet.Set(DicomTags.SpecificCharacterSet, DicomCharacterSet.Utf8Term);
        }

        return dataSet;
    }

    private DicomDataSet ReadDataSet(JsonElement json, DicomTag? around, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(around, $"is {json.ValueKind} where an object of elements was expected");
        }

        DicomDataSet dataSet = new();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            string name = NameOf(property, around);
            if (name.Length != 8 || !DicomTag.TryParse(name, out DicomTag tag))
            {
                throw Wrong(around, $"has the name \"{name}\", which is no tag of 8 hexadecimal digits");
            }

            if (dataSet.Contains(tag))
            {
                throw Wrong(tag, "stands twice in one object");
            }

            dataSet.Set(ReadElement(tag, property.Value, depth));
        }

        return dataSet;
    }

    private DicomElement ReadElement(DicomTag tag, JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("vr", out JsonElement letters) || letters.ValueKind != JsonValueKind.String)
        {
            throw Wrong(tag, "is no object with the text \"vr\"");
        }

        string name = Text(tag, letters);
        DicomVr vr = name.Length == 2 && name[0] < 128 && name[1] < 128 ? DicomVrTraits.FromLetters((byte)name[0], (byte)name[1]) : DicomVr.None;
        if (vr == DicomVr.None)
        {
            throw Wrong(tag, $"has the unknown representation \"{name}\"");
        }

        bool hasValue = json.TryGetProperty("Value", out JsonElement value);
        bool isInline = json.TryGetProperty("InlineBinary", out JsonElement inline);
        bool isAddress = json.TryGetProperty("BulkDataURI", out JsonElement address);
        if ((hasValue ? 1 : 0) + (isInline ? 1 : 0) + (isAddress ? 1 : 0) > 1)
        {
            throw Wrong(tag, "has more than one of Value, InlineBinary and BulkDataURI");
        }

        if (isAddress)
        {
            return new DicomElement(tag, vr == DicomVr.SQ ? throw Wrong(tag, "is a sequence and cannot be fetched from an address") : vr, Fetch(tag, address));
        }

        if (isInline)
        {
            return new DicomElement(tag, vr == DicomVr.SQ ? throw Wrong(tag, "is a sequence and cannot be binary") : vr, Inline(tag, inline));
        }

        if (hasValue && value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(tag, $"has a Value of {value.ValueKind}, which must be an array");
        }

        if (vr == DicomVr.SQ)
        {
            return ReadSequence(tag, hasValue, value, depth);
        }

        if (hasValue && value.GetArrayLength() > 0 && vr.IsBytes())
        {
            throw Wrong(tag, $"with representation {vr} must have InlineBinary or BulkDataURI in place of Value");
        }

        return !hasValue || value.GetArrayLength() == 0 ? new DicomElement(tag, vr, new DicomBytes([]))
            : vr.IsText() ? ReadTexts(tag, vr, value)
            : new DicomElement(tag, vr, DicomJsonNumbers.Read(tag, vr, value));
    }

    private DicomElement ReadSequence(DicomTag tag, bool hasValue, JsonElement value, int depth)
    {
        if (depth >= options.MaximumDepth)
        {
            throw Wrong(tag, $"is a sequence within {depth} others, at most {options.MaximumDepth} are allowed");
        }

        List<DicomDataSet> items = [];
        if (hasValue)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                // An empty item may be null (section F.2.5).
                items.Add(item.ValueKind == JsonValueKind.Null ? new DicomDataSet() : ReadDataSet(item, tag, depth + 1));
            }
        }

        return new DicomElement(tag, items);
    }

    private DicomElement ReadTexts(DicomTag tag, DicomVr vr, JsonElement value)
    {
        string[] texts = new string[value.GetArrayLength()];
        int index = 0;
        foreach (JsonElement entry in value.EnumerateArray())
        {
            texts[index++] = vr == DicomVr.PN && entry.ValueKind == JsonValueKind.Object ? ReadName(tag, entry) : entry.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.String => Text(tag, entry),
                JsonValueKind.Number when vr is DicomVr.DS or DicomVr.IS => Decimal(tag, vr, entry),
                _ => throw Wrong(tag, $"with representation {vr} has a value of {entry.ValueKind}"),
            };
        }

        if (tag == DicomTags.SpecificCharacterSet)
        {
            texts = [DicomCharacterSet.Utf8Term];
        }

        foreach (string text in texts)
        {
            _hasLetters |= !System.Text.Ascii.IsValid(text);
        }

        return DicomDataSet.TextElement(tag, vr, s_utf8, texts);
    }

    // Reads at most 16 characters; JSON writers may give more digits.
    private static string Decimal(DicomTag tag, DicomVr vr, JsonElement entry)
    {
        string text = entry.GetRawText();
        if (vr == DicomVr.DS)
        {
            return text.Length <= 16 ? text : entry.TryGetDouble(out double value) && double.IsFinite(value) ? DicomDataSet.DecimalString(value) : throw Wrong(tag, $"has the number {text}, which is none of 64 bits");
        }

        return entry.TryGetInt64(out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : throw Wrong(tag, $"has the number {text}, which is no integer");
    }

    private static string ReadName(DicomTag tag, JsonElement name)
    {
        string group(string key) => !name.TryGetProperty(key, out JsonElement text) || text.ValueKind == JsonValueKind.Null ? ""
            : text.ValueKind == JsonValueKind.String ? Text(tag, text)
            : throw Wrong(tag, $"has a name whose {key} is {text.ValueKind}");
        return new DicomPersonName(group("Alphabetic"), group("Ideographic"), group("Phonetic")).ToString();
    }

    private DicomBytes Fetch(DicomTag tag, JsonElement address)
    {
        if (address.ValueKind != JsonValueKind.String || options.Fetch is null)
        {
            throw Wrong(tag, $"has the address {address.GetRawText()}, but {nameof(DicomJsonOptions)}.{nameof(DicomJsonOptions.Fetch)} was not given");
        }

        return new DicomBytes(options.Fetch(Text(tag, address)));
    }

    private static DicomBytes Inline(DicomTag tag, JsonElement inline)
        => inline.ValueKind == JsonValueKind.String && inline.TryGetBytesFromBase64(out byte[]? bytes) ? new DicomBytes(bytes)
            : throw Wrong(tag, "has an InlineBinary that is no base64 text");

    // A lone half of a surrogate pair is JSON, but no text.
    private static string NameOf(JsonProperty property, DicomTag? around)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException error)
        {
            throw Wrong(around, "has a name that is no valid Unicode", error);
        }
    }

    private static string Text(DicomTag tag, JsonElement entry)
    {
        try
        {
            return entry.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Wrong(tag, "has a text that is no valid Unicode", error);
        }
    }

    private static DicomException Wrong(DicomTag? tag, string what, Exception? inner = null)
        => new($"DicomJson: {(tag is { } named ? DicomTagTable.Describe(named) : "the data set")} {what}.", inner) { Tag = tag };
}
