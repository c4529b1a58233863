using System.Text;
using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>NIfTI files against nibabel's values: stored samples by SHA-256 in Fortran order, scaled ones to 1e-6, the matrix to 1e-4, axis codes equal.</summary>
public static class NiftiCorpus
{
    private const double ValueTolerance = 1e-6;
    private const double AffineTolerance = 1e-4;
    private const int BlockHead = 8;

    /// <summary>Compares every file of a folder.</summary>
    public static IEnumerable<CaseResult> Run(string folder)
    {
        foreach ((string name, string path, JsonElement expected) in References.Of(folder))
        {
            bool broken = References.Find(expected, "expect") is not null || References.Find(expected, "load_error") is not null;
            bool headerOnly = References.Find(expected, "raw_error") is not null;
            string format = Format(name, expected);
            yield return CaseRun.Of<ImageFileException>(format, name, broken, () => headerOnly ? CompareHeader(path, expected) : broken ? Read(path) : Compare(path, expected));
            if (headerOnly)
            {
                yield return CaseRun.Of<ImageFileException>(format, name, isBroken: true, () => Read(path));
            }
        }
    }

    private static string Format(string name, JsonElement expected)
    {
        bool second = References.Find(expected, "image_class")?.GetString()?.StartsWith("Nifti2", StringComparison.Ordinal) ?? name.Contains("_n2_", StringComparison.Ordinal);
        bool pair = name.EndsWith(".hdr", StringComparison.Ordinal) || name.EndsWith(".img", StringComparison.Ordinal);
        return $"NIfTI-{(second ? 2 : 1)}{(pair ? " pair" : name.EndsWith(".gz", StringComparison.Ordinal) ? ", gzip" : string.Empty)}";
    }

    private static string? Read(string path)
    {
        _ = VolumeFile.Read(path);
        return null;
    }

    private static string? Compare(string path, JsonElement expected)
    {
        if (CompareHeader(path, expected) is { } fault)
        {
            return fault;
        }

        Image stored = VolumeFile.Read(path, new VolumeReadOptions(VolumeValues.Stored));
        string? hash = (References.Find(expected, "raw", "sha256_le_F") ?? References.Find(expected, "raw_sha256_le_F"))?.GetString();
        string actual = Samples.Hash(Samples.Bytes(stored));
        if (hash is not null && actual != hash)
        {
            return $"stored samples have the SHA-256 {actual}, expected {hash}";
        }

        Image real = VolumeFile.Read(path, new VolumeReadOptions(VolumeValues.Real, PixelType.Float64)).ConvertTo(PixelType.Float64);
        double[] values = real.AsSpan<double>().ToArray();
        return Values("first", References.Find(expected, "scaled", "first8_F") ?? References.Find(expected, "scaled_first8_F"), values.AsSpan(0, Math.Min(8, values.Length)))
            ?? Values("last", References.Find(expected, "scaled", "last4_F"), values.AsSpan(Math.Max(0, values.Length - 4)))
            ?? Values("sum of", Sum(expected), [Sum(values)]);
    }

    private static string? CompareHeader(string path, JsonElement expected)
    {
        VolumeHeader header = VolumeFile.ReadHeader(path);
        double[] shape = References.Numbers(expected.GetProperty("shape"));
        bool interleaved = header.Axes[0] == 'c';
        double[] actual = Array.ConvertAll(header.Sizes[(interleaved ? 1 : 0)..].ToArray(), size => (double)size);
        if (!actual.SequenceEqual(shape))
        {
            return $"sizes are [{string.Join(", ", actual)}], expected [{string.Join(", ", shape)}]";
        }

        if (References.Find(expected, "affine") is { } affine && Worst(References.Numbers(affine), header.Geometry?.RasAffine() ?? []) is var worst and > AffineTolerance)
        {
            return $"the matrix differs by {worst}";
        }

        if (References.Find(expected, "axcodes")?.GetString() is { } codes && header.Geometry?.AxisCodes() != codes)
        {
            return $"axis codes are {header.Geometry?.AxisCodes()}, expected {codes}";
        }

        string description = header.Metadata.TryGet<string>(NiftiKeys.Description, out string? text) ? text : string.Empty;
        if (References.Find(expected, "descrip")?.GetString() is { } stated && stated != description)
        {
            return $"the description is \"{description}\", expected \"{stated}\"";
        }

        return Extensions(expected, NiftiExtension.Of(header.Metadata));
    }

    private static string? Extensions(JsonElement expected, IReadOnlyList<NiftiExtension> extensions)
    {
        if (References.Find(expected, "extension") is { } one)
        {
            bool equal = extensions.Count == 1 && extensions[0].Code == one.GetProperty("code").GetInt32()
                && Encoding.Latin1.GetString(extensions[0].Content).TrimEnd('\0') == one.GetProperty("text").GetString();
            return equal ? null : $"{extensions.Count} extensions, expected {one}";
        }

        if (References.Find(expected, "extensions") is not { } list)
        {
            return null;
        }

        // The reference counts the eight bytes before the content where nibabel keeps the extension's own size.
        JsonElement[] stated = [.. list.EnumerateArray()];
        bool same = stated.Length == extensions.Count
            && stated.Zip(extensions).All(pair => pair.First.GetProperty("code").GetInt32() == pair.Second.Code && pair.First.GetProperty("bytes").GetInt32() - pair.Second.Content.Length is 0 or BlockHead);
        return same ? null : $"{extensions.Count} extensions, expected {list}";
    }

    private static string? Values(string what, JsonElement? expected, ReadOnlySpan<double> actual)
    {
        if (expected is not { } stated)
        {
            return null;
        }

        double[] numbers = stated.ValueKind == JsonValueKind.Array ? References.Numbers(stated) : [stated.GetDouble()];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!(Math.Abs(actual[i] - numbers[i]) <= ValueTolerance * Math.Max(1, Math.Abs(numbers[i]))))
            {
                return $"the {what} values differ: {actual[i]:R} at {i}, expected {numbers[i]:R}";
            }
        }

        return null;
    }

    private static JsonElement? Sum(JsonElement expected) => References.Find(expected, "scaled", "sum") ?? References.Find(expected, "scaled_sum");

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static double Worst(double[] expected, double[] actual)
        => expected.Length == actual.Length ? expected.Zip(actual, (left, right) => Math.Abs(left - right)).Max() : double.PositiveInfinity;
}
