using DeepHealth.Ecvl.Dicom;
using DeepHealth.FormatReport;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Elements and pixels of every file of the corpora against what other programs made of them.</summary>
public sealed class CorpusTests
{
    [Theory]
    [InlineData(279)]
    [InlineData(68, "synthetic")]
    public void Every_file_has_the_elements_and_pixels_that_others_found(int passed, params string[] above)
    {
        CaseResult[] results = [.. DicomCorpus.Run(Assets.Require([.. above, "dicom"]))];
        Corpus.Report([.. results.Where(result => result.Outcome == Outcome.Failed).Select(result => $"{result.Name}: {result.Reason}")]);
        Corpus.Report([.. results.Where(result => result.Outcome == Outcome.Refused).Select(result => $"{result.Name}: {result.Reason}")]);
        string[] unavailable = [.. results.Where(result => result.Outcome == Outcome.Unavailable).Select(result => $"{result.Name}: {result.Reason}")];
        Assert.SkipWhen(unavailable.Length > 0, $"{unavailable.Length} files were left out:\n{string.Join('\n', unavailable)}");
        Assert.Equal(passed, results.Count(result => result.Outcome == Outcome.Passed && !result.IsBroken));
    }

    [Fact]
    public void Broken_files_are_refused_with_the_place_of_the_error()
    {
        string folder = Assets.Require("dicom");
        string[] files = [.. DicomCorpus.Broken.Select(name => Path.Combine(folder, name)),
            .. new[] { "no_magic", "empty", "only_preamble", "trunc_pixels", "trunc_tag", "len_overflow" }.Select(name => Assets.Require("synthetic", "dicom", $"sy_bad_{name}.dcm"))];
        foreach (string path in files)
        {
            DicomException error = Assert.Throws<DicomException>(() => DicomFile.Open(path).Dispose());
            Assert.Equal(path, error.SourceName);
            Assert.True(error.Offset >= 0, error.Message);
            Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
        }
    }
}
