using Xunit;

namespace DeepHealth.TestKit;

/// <summary>Locates the shared test corpus, which is not part of the repository.</summary>
public static class Assets
{
    /// <summary>Root folder of the corpus: <c>DEEPHEALTH_ASSETS</c>, else <c>../shared/assets</c> beside the repository.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("DEEPHEALTH_ASSETS") is { Length: > 0 } set
        ? set
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "assets"));

    /// <summary>Full path of a corpus file or folder; skips the calling test, saying why, where it is absent.</summary>
    public static string Require(params string[] parts)
    {
        string path = Path.Combine([Root, .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Skip($"The test corpus has no {Path.Combine(parts)}: set DEEPHEALTH_ASSETS to the corpus folder (looked in {Root}).");
        }

        return path;
    }
}
