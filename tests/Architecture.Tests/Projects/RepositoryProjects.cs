using System.Xml.Linq;
using DeepHealth.TestKit;

namespace DeepHealth.Architecture.Tests;

/// <summary>The projects of this repository.</summary>
internal static class RepositoryProjects
{
    /// <summary>Every project file, in the order of their paths.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. RepositoryFiles.Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => new ProjectFile(path, XDocument.Load(Repository.PathOf(path))))];

    /// <summary>The projects that become packages.</summary>
    public static IEnumerable<ProjectFile> Packages => All.Where(project => project.IsPackage);
}
