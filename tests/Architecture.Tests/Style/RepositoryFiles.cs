using DeepHealth.TestKit;

namespace DeepHealth.Architecture.Tests;

/// <summary>The files of this repository, without what a build or run leaves behind.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] s_leftOut = ["bin", "obj", "out", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "__pycache__"];
    private static readonly string[] s_textExtensions = [".cs", ".csproj", ".props", ".targets", ".md", ".sh", ".py", ".yml", ".yaml"];

    /// <summary>Paths from the root, with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. Find(new DirectoryInfo(Repository.Root), "").Order(StringComparer.Ordinal)];

    /// <summary>All files that people write: path and text.</summary>
    public static IEnumerable<(string Path, string Text)> Texts
        => Paths.Where(path => s_textExtensions.Contains(Path.GetExtension(path)) || path is "run.sh" or "test.sh" or ".ci/run")
            .Select(path => (path, File.ReadAllText(Repository.PathOf(path))));

    /// <summary>All C# files: path and text.</summary>
    public static IEnumerable<(string Path, string Text)> Sources => Texts.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    private static IEnumerable<string> Find(DirectoryInfo folder, string prefix)
    {
        foreach (FileInfo file in folder.EnumerateFiles())
        {
            yield return prefix + file.Name;
        }

        foreach (DirectoryInfo inner in folder.EnumerateDirectories().Where(inner => inner.LinkTarget is null && !s_leftOut.Contains(inner.Name)))
        {
            // Hidden folders belong to tools, except the one of the checks.
            if (inner.Name[0] != '.' || inner.Name == ".ci")
            {
                foreach (string path in Find(inner, $"{prefix}{inner.Name}/"))
                {
                    yield return path;
                }
            }
        }
    }
}
