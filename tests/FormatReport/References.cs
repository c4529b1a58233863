using System.Text.Json;

namespace DeepHealth.FormatReport;

/// <summary>The expected values of one folder of the corpus: its <c>references.json</c>.</summary>
public static class References
{
    /// <summary>Every file with its expected values, in the order of the list.</summary>
    /// <param name="folder">The folder.</param>
    public static IEnumerable<(string Name, string Path, JsonElement Expected)> Of(string folder)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        JsonElement files = Find(document.RootElement, "files") ?? document.RootElement;
        foreach (JsonProperty entry in files.EnumerateObject())
        {
            yield return (entry.Name, Path.Combine(folder, entry.Name), entry.Value.Clone());
        }
    }

    /// <summary>A value behind names one within the other; null where one is missing or the value is null.</summary>
    public static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>Numbers of an array, arrays within it joined.</summary>
    public static double[] Numbers(JsonElement array)
        => [.. array.EnumerateArray().SelectMany(value => value.ValueKind == JsonValueKind.Array ? Numbers(value) : [value.GetDouble()])];
}
