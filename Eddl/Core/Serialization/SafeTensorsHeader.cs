using System.Text.Json;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The checked header of a safetensors file.</summary>
/// <param name="Entries">The tensors, in the order of their data.</param>
/// <param name="Metadata">Texts by name.</param>
internal sealed record SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    private static readonly JsonDocumentOptions s_json = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Parses and checks a header.</summary>
    /// <param name="json">The JSON text, padding included.</param>
    /// <param name="dataBytes">Bytes of the file after the header.</param>
    /// <param name="file">File to name in errors.</param>
    /// <exception cref="SafeTensorsException">Anything is wrong with it.</exception>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long dataBytes, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, s_json);
            Require(document.RootElement.ValueKind == JsonValueKind.Object, file, "the header", document.RootElement, "an object");
            List<SafeTensorsEntry> entries = [];
            Dictionary<string, string> metadata = [];
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name == SafeTensors.MetadataName)
                {
                    ReadMetadata(property.Value, metadata, file);
                }
                else
                {
                    entries.Add(ReadEntry(property.Name, property.Value, file));
                }
            }

            entries.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
            CheckCoverage(entries, dataBytes, file);
            return new SafeTensorsHeader(entries, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The JSON reader reports names and texts that are no valid Unicode as an invalid operation.
            throw new SafeTensorsException($"SafeTensors: \"{file}\": the header is not valid JSON: {error.Message}", error);
        }
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata, string file)
    {
        Require(value.ValueKind == JsonValueKind.Object, file, SafeTensors.MetadataName, value, "an object");
        foreach (JsonProperty text in value.EnumerateObject())
        {
            Require(text.Value.ValueKind == JsonValueKind.String, file, $"{SafeTensors.MetadataName}, \"{text.Name}\"", text.Value, "a text");
            metadata.Add(text.Name, text.Value.GetString()!);
        }
    }

    private static SafeTensorsEntry ReadEntry(string name, JsonElement value, string file)
    {
        string field = $"tensor \"{name}\"";
        Require(value.ValueKind == JsonValueKind.Object, file, field, value, "an object");
        JsonElement dtype = Member(value, "dtype", JsonValueKind.String, file, field);
        if (!SafeTensorsTypes.TryParse(dtype.GetString()!, out DType type))
        {
            throw new SafeTensorsException($"SafeTensors: \"{file}\": {field}: the dtype {dtype} is unknown; the known ones are {SafeTensorsTypes.Known}.");
        }

        JsonElement sizes = Member(value, "shape", JsonValueKind.Array, file, field);
        Shape shape = ReadShape(sizes, file, field);
        JsonElement offsets = Member(value, "data_offsets", JsonValueKind.Array, file, field);
        long begin = 0;
        long end = 0;
        bool isRange = offsets.GetArrayLength() == 2 && TryOffset(offsets[0], out begin) && TryOffset(offsets[1], out end) && begin <= end;
        Require(isRange, file, $"{field}, data_offsets", offsets, "a begin and an end, 0 ≤ begin ≤ end");
        long needed = (long)shape.ElementCount * DTypes.SizeOf(type);
        if (end - begin != needed)
        {
            throw new SafeTensorsException(
                $"SafeTensors: \"{file}\": {field}: {shape} of {dtype} takes {needed} bytes, data_offsets {offsets} hold {end - begin}.");
        }

        return new SafeTensorsEntry(name, type, shape, begin, end);
    }

    private static Shape ReadShape(JsonElement value, string file, string field)
    {
        int[] sizes = new int[value.GetArrayLength()];
        int axis = 0;
        foreach (JsonElement size in value.EnumerateArray())
        {
            bool isSize = size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out sizes[axis]) && sizes[axis] >= 0;
            Require(isSize, file, $"{field}, shape", value, $"sizes from 0 to {int.MaxValue}");
            axis++;
        }

        try
        {
            return new Shape(sizes);
        }
        catch (ShapeException error)
        {
            throw new SafeTensorsException($"SafeTensors: \"{file}\": {field}: {error.Message}", error);
        }
    }

    private static bool TryOffset(JsonElement value, out long offset)
    {
        offset = -1;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out offset) && offset >= 0;
    }

    private static JsonElement Member(JsonElement parent, string name, JsonValueKind kind, string file, string field)
    {
        if (!parent.TryGetProperty(name, out JsonElement value))
        {
            throw new SafeTensorsException($"SafeTensors: \"{file}\": {field}: {name} is missing.");
        }

        Require(value.ValueKind == kind, file, $"{field}, {name}", value, kind == JsonValueKind.String ? "a text" : "an array");
        return value;
    }

    /// <summary>The format lets no byte of the data belong to two tensors or to none.</summary>
    private static void CheckCoverage(List<SafeTensorsEntry> entries, long dataBytes, string file)
    {
        long expected = 0;
        foreach (SafeTensorsEntry entry in entries)
        {
            if (entry.Begin != expected)
            {
                throw new SafeTensorsException(
                    $"SafeTensors: \"{file}\": tensor \"{entry.Name}\": the data begins at {entry.Begin}, "
                    + $"but the tensors before end at {expected}: they {(entry.Begin < expected ? "overlap" : "leave a gap")}.");
            }

            expected = entry.End;
        }

        if (expected != dataBytes)
        {
            throw new SafeTensorsException(
                $"SafeTensors: \"{file}\": the tensors take {expected} bytes, but {dataBytes} follow the header: "
                + (expected > dataBytes ? "the file is truncated." : "something was appended."));
        }
    }

    private static void Require(bool holds, string file, string field, JsonElement found, string wanted)
    {
        if (!holds)
        {
            string text = found.GetRawText();
            string shown = text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");
            throw new SafeTensorsException($"SafeTensors: \"{file}\": {field} is {shown}; it must be {wanted}.");
        }
    }
}
