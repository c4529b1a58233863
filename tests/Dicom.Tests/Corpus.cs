using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>The files of the shared corpus with what other readers found in them.</summary>
internal static class Corpus
{
    /// <summary>Files that are cut off, have no beginning or are packed by gzip: they must be refused.</summary>
    public static readonly string[] Broken =
    [
        "pydicom/test_files/MR_truncated.dcm", "pydicom/test_files/no_meta.dcm", "pydicom/test_files/rtplan_truncated.dcm",
        "pydicom/test_files/dicomdirtests/DICOMDIR-nooffset", "pydicom/test_files/zipMR.gz",
    ];

    /// <summary>Path, name and reference of every readable file.</summary>
    public static IEnumerable<(string Path, string Name, JsonElement Reference)> Readable()
    {
        string folder = Assets.Require("dicom");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        foreach (JsonProperty file in document.RootElement.GetProperty("files").EnumerateObject())
        {
            if (!Broken.Contains(file.Name))
            {
                yield return (Path.Combine(folder, file.Name), file.Name, file.Value);
            }
        }
    }

    /// <summary>Fails with all messages at once, so that one run shows every file.</summary>
    public static void Report(List<string> failures) => Assert.True(failures.Count == 0, $"{failures.Count} failures:\n" + string.Join('\n', failures));
}
