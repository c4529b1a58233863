using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Architecture.Tests;

/// <summary>Everything that users of the packages can see is documented.</summary>
public sealed partial class PackageDocumentationTests
{
    public static IEnumerable<TheoryDataRow<string>> Packages => RepositoryProjects.Packages.Select(project => new TheoryDataRow<string>(project.Name));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_members_are_documented(string package)
    {
        string path = Path.Combine(AppContext.BaseDirectory, package + ".xml");
        Assert.True(File.Exists(path), $"{package} has no documentation file beside the tests; reference the project from tests/Architecture.Tests/Architecture.Tests.csproj.");
        Type[] types = Assembly.Load(package).GetTypes();
        Assert.Contains(types, type => type.IsPublic);
        Listing.AssertEmpty(new DocumentationChecker(XDocument.Load(path)).Missing(types));
    }

    [Fact]
    public void The_compiler_guards_documentation_in_every_package()
    {
        Listing.AssertEmpty(RepositoryProjects.Packages.Where(project => project.Property("GenerateDocumentationFile") != "true")
            .Select(project => $"{project.Path} must set GenerateDocumentationFile to true."));
        string settings = File.ReadAllText(Repository.PathOf("Directory.Build.props"));
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void No_package_hides_missing_documentation()
    {
        string[] folders = [.. RepositoryProjects.Packages.Select(project => Path.GetDirectoryName(project.Path)!.Replace('\\', '/') + "/")];
        Listing.AssertEmpty(RepositoryFiles.Paths
            .Where(path => path is "Directory.Build.props" or ".editorconfig" || folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .Where(path => HidesDocumentation().IsMatch(File.ReadAllText(Repository.PathOf(path))))
            .Select(path => $"{path} switches off warning 1591, 1573 or 1572."));
    }

    [GeneratedRegex("(?:NoWarn|WarningsNotAsErrors|#pragma warning disable|dotnet_diagnostic\\.).*15(?:91|73|72)")]
    private static partial Regex HidesDocumentation();
}
