using DeepHealth.FormatReport;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>NIfTI files of the corpus equal what nibabel reads; broken ones are refused.</summary>
public sealed class NiftiCorpusTests
{
    [Theory]
    [InlineData(17)]
    [InlineData(30, "synthetic")]
    public void Files_equal_nibabel_and_broken_ones_are_refused(int sound, params string[] above)
    {
        string folder = Assets.Require([.. above, "nifti"]);
        CaseResult[] results = [.. NiftiCorpus.Run(folder)];
        Assert.DoesNotContain(results, result => result.Outcome != Outcome.Passed);
        Assert.Equal(sound, results.Count(result => !result.IsBroken));
    }
}
