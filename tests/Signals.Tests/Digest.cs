using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests;

/// <summary>Compares signals with the corpus's reference values.</summary>
internal static class Digest
{
    /// <summary>SHA-256 over the samples as little-endian 32-bit integers, in lower-case hex.</summary>
    public static string Of(int[] samples) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(samples)));

    public static JsonElement References(params string[] folder)
    {
        string path = Assets.Require([.. folder, "references.json"]);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>Asserts the first physical values within 1e-6 relative.</summary>
    public static void PhysicalEqual(JsonElement first, Signal signal)
    {
        int i = 0;
        foreach (JsonElement expected in first.EnumerateArray())
        {
            double value = expected.GetDouble();
            Assert.Equal(value, signal.Samples[i++], 1e-6 * Math.Max(1e-9, Math.Abs(value)));
        }
    }

    /// <summary>A field's number, whether the reference has it as a number or as text.</summary>
    public static double Number(this JsonElement element, string field)
    {
        JsonElement value = element.GetProperty(field);
        return value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
    }

    /// <summary>A field's text, or null.</summary>
    public static string? Text(this JsonElement element, string field) =>
        element.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
