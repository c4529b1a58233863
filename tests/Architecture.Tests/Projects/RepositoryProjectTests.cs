using System.Xml.Linq;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Architecture.Tests;

/// <summary>The project files of this repository keep the rules.</summary>
public sealed class RepositoryProjectTests
{
    [Fact]
    public void References_follow_the_dependency_direction() => Listing.AssertEmpty(DependencyRules.Violations(RepositoryProjects.All));

    [Fact]
    public void All_nine_libraries_exist_and_are_packages()
        => Assert.Equal(
            ["DeepHealth.Distributed", "DeepHealth.Ecvl", "DeepHealth.Ecvl.Dicom", "DeepHealth.Ecvl.Learning", "DeepHealth.Ecvl.Signals", "DeepHealth.Eddl",
                "DeepHealth.Eddl.Gpu", "DeepHealth.Eddl.Onnx", "DeepHealth.Numerics"],
            RepositoryProjects.Packages.Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Repository.PathOf("DeepHealth.sln")).Replace('\\', '/');
        Listing.AssertEmpty(RepositoryProjects.All.Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            .Select(project => $"{project.Path} is not in DeepHealth.sln; run dotnet sln add {project.Path}."));
    }

    [Fact]
    public void Package_versions_are_central()
    {
        HashSet<string> central = [.. XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").Select(item => item.Attribute("Include")!.Value)];
        Listing.AssertEmpty(RepositoryProjects.All.SelectMany(project => project.Packages.Select(package => (project, package)))
            .Where(use => use.package.Version is not null || !central.Contains(use.package.Name))
            .Select(use => use.package.Version is not null
                ? $"{use.project.Path} states version {use.package.Version} of {use.package.Name}; state it in Directory.Packages.props."
                : $"{use.project.Path} uses {use.package.Name}, which has no version in Directory.Packages.props."));
    }

    [Fact]
    public void Own_versions_of_packages_are_seen()
    {
        ProjectFile project = ProjectFile.Parse(
            "a.csproj",
            """<Project><ItemGroup><PackageReference Include="A" /><PackageReference Include="B" Version="1" /><PackageReference Include="C"><VersionOverride>2</VersionOverride></PackageReference></ItemGroup></Project>""");
        Assert.Equal([("A", null), ("B", "1"), ("C", "2")], project.Packages);
    }
}
