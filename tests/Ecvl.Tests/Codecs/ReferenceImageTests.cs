using DeepHealth.FormatReport;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Files of the corpus decode to what Pillow, OpenCV and tifffile make of them, and generated ones to their content.</summary>
public sealed class ReferenceImageTests
{
    [Theory]
    [InlineData(32, "BMP")]
    [InlineData(3, "GIF")]
    [InlineData(1, "GIF", "synthetic")]
    [InlineData(66, "JPEG")]
    [InlineData(18, "JPEG", "synthetic")]
    [InlineData(196, "PNG")]
    [InlineData(2, "PNM")]
    [InlineData(129, "TIFF")]
    [InlineData(29, "TIFF", "synthetic")]
    [InlineData(12, "WebP")]
    [InlineData(1, "WebP", "synthetic")]
    public void Files_equal_their_references(int passed, string format, params string[] above)
    {
        CaseResult[] results = [.. RasterCorpus.Run(Assets.Require([.. above, "images"]), format)];
        Assert.SkipWhen(results.All(result => result.Outcome == Outcome.Unavailable), results[0].Reason);
        string[] failed = [.. results.Where(result => result.Outcome is Outcome.Failed or Outcome.Refused).Select(result => $"{result.Name}: {result.Reason}")];
        Assert.True(failed.Length == 0, string.Join('\n', failed));
        Assert.Equal(passed, results.Count(result => (result.Outcome == Outcome.Passed && !result.IsBroken) || result.Outcome == Outcome.Unavailable));
    }
}
