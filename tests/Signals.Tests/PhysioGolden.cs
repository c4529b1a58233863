using System.Text.Json;
using DeepHealth.TestKit;

namespace DeepHealth.Signals.Tests;

/// <summary>Values made with scipy, numpy and mne by the scripts in tests/Golden/physio.</summary>
internal static class PhysioGolden
{
    public static JsonElement Load(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "physio", name + ".json")));
        return document.RootElement.Clone();
    }

    /// <summary>A field's numbers; null stands for NaN.</summary>
    public static double[] Doubles(this JsonElement element, string field)
        => [.. element.GetProperty(field).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    /// <summary>A field's whole numbers.</summary>
    public static int[] Integers(this JsonElement element, string field) => [.. element.GetProperty(field).EnumerateArray().Select(value => value.GetInt32())];

    /// <summary>A field's number.</summary>
    public static double Double(this JsonElement element, string field) => element.GetProperty(field).GetDouble();
}
