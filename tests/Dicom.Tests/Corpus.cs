using DeepHealth.FormatReport;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>The files of the shared corpus.</summary>
internal static class Corpus
{
    /// <summary>Path and name of every readable file.</summary>
    public static IEnumerable<(string Path, string Name)> Readable()
        => References.Of(Assets.Require("dicom")).Where(file => !DicomCorpus.Broken.Contains(file.Name)).Select(file => (file.Path, file.Name));

    /// <summary>Fails with all messages at once, so that one run shows every file.</summary>
    public static void Report(List<string> failures) => Assert.True(failures.Count == 0, $"{failures.Count} failures:\n" + string.Join('\n', failures));
}
