using Xunit;

namespace DeepHealth.Architecture.Tests;

/// <summary>The checker itself, on made-up projects.</summary>
public sealed class DependencyRulesTests
{
    [Theory]
    [InlineData("Eddl/Numerics/DeepHealth.Numerics.csproj", "../Core/DeepHealth.Eddl.csproj")]
    [InlineData("Eddl/Core/DeepHealth.Eddl.csproj", "../Onnx/DeepHealth.Eddl.Onnx.csproj")]
    [InlineData("Eddl/Core/DeepHealth.Eddl.csproj", "../../Ecvl/Core/DeepHealth.Ecvl.csproj")]
    [InlineData("Eddl/Onnx/DeepHealth.Eddl.Onnx.csproj", "../Gpu/DeepHealth.Eddl.Gpu.csproj")]
    [InlineData("Distributed/DeepHealth.Distributed.csproj", "../Ecvl/Learning/DeepHealth.Ecvl.Learning.csproj")]
    [InlineData("Ecvl/Core/DeepHealth.Ecvl.csproj", "../Dicom/DeepHealth.Ecvl.Dicom.csproj")]
    [InlineData("Ecvl/Core/DeepHealth.Ecvl.csproj", "../../Eddl/Core/DeepHealth.Eddl.csproj")]
    [InlineData("Ecvl/Signals/DeepHealth.Ecvl.Signals.csproj", "..\\Core\\DeepHealth.Ecvl.csproj")]
    [InlineData("Ecvl/Learning/DeepHealth.Ecvl.Learning.csproj", "../../Distributed/DeepHealth.Distributed.csproj")]
    [InlineData("Ecvl/Dicom/DeepHealth.Ecvl.Dicom.csproj", "../../tests/TestKit/TestKit.csproj")]
    [InlineData("Ecvl/Core/DeepHealth.Ecvl.csproj", "../../samples/Demo/Demo.csproj")]
    [InlineData("Eddl/Core/DeepHealth.Eddl.csproj", "../../bench/Bench/Bench.csproj")]
    [InlineData("samples/Demo/Demo.csproj", "../../tests/TestKit/TestKit.csproj")]
    [InlineData("bench/Bench/Bench.csproj", "../../samples/Demo/Demo.csproj")]
    public void Reference_against_the_direction_is_found(string project, string reference)
    {
        string violation = Assert.Single(DependencyRules.Violations([Project(project, reference)]));
        Assert.Contains(project, violation, StringComparison.Ordinal);
        Assert.Contains($"must not reference {Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))};", violation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Eddl/Core/DeepHealth.Eddl.csproj", "../Numerics/DeepHealth.Numerics.csproj")]
    [InlineData("Eddl/Gpu/DeepHealth.Eddl.Gpu.csproj", "../Numerics/DeepHealth.Numerics.csproj")]
    [InlineData("Ecvl/Dicom/DeepHealth.Ecvl.Dicom.csproj", "../Core/DeepHealth.Ecvl.csproj")]
    [InlineData("Ecvl/Learning/DeepHealth.Ecvl.Learning.csproj", "../Signals/DeepHealth.Ecvl.Signals.csproj")]
    [InlineData("samples/Demo/Demo.csproj", "../../Distributed/DeepHealth.Distributed.csproj")]
    [InlineData("bench/Bench/Bench.csproj", "../../Eddl/Core/DeepHealth.Eddl.csproj")]
    [InlineData("tests/Demo.Tests/Demo.Tests.csproj", "../../Ecvl/Learning/DeepHealth.Ecvl.Learning.csproj")]
    public void Reference_along_the_direction_is_allowed(string project, string reference)
        => Assert.Empty(DependencyRules.Violations([Project(project, reference)]));

    [Fact]
    public void Tests_may_reference_samples_and_the_test_kit()
        => Assert.Empty(DependencyRules.Violations([
            Project("tests/Demo.Tests/Demo.Tests.csproj", "../TestKit/TestKit.csproj", "../../samples/Demo/Demo.csproj"),
            Project("tests/TestKit/TestKit.csproj"),
            Project("samples/Demo/Demo.csproj"),
        ]));

    [Fact]
    public void Benchmarks_may_reference_each_other_and_nobody_else_may_reference_them()
    {
        ProjectFile peers = Project("bench/peers/Peers.csproj", "../../Eddl/Core/DeepHealth.Eddl.csproj");
        Assert.Empty(DependencyRules.Violations([Project("bench/Bench/Bench.csproj", "../peers/Peers.csproj"), peers]));
        Assert.Single(DependencyRules.Violations([Project("samples/Demo/Demo.csproj", "../../bench/peers/Peers.csproj"), peers]));
        Assert.Single(DependencyRules.Violations([Project("Eddl/Core/DeepHealth.Eddl.csproj", "../../bench/peers/Peers.csproj"), peers]));
    }

    [Fact]
    public void Conditional_references_count()
    {
        ProjectFile project = ProjectFile.Parse(
            "Ecvl/Core/DeepHealth.Ecvl.csproj",
            """<Project><ItemGroup Condition="'$(X)' == 'true'"><ProjectReference Include="../../Eddl/Core/DeepHealth.Eddl.csproj" /></ItemGroup></Project>""");
        Assert.Single(DependencyRules.Violations([project]));
    }

    [Fact]
    public void Unknown_project_is_told_where_to_be_added()
    {
        string violation = Assert.Single(DependencyRules.Violations([Project("Ecvl/Video/DeepHealth.Ecvl.Video.csproj", "../../Eddl/Core/DeepHealth.Eddl.csproj")]));
        Assert.Contains("DeepHealth.Ecvl.Video is unknown", violation, StringComparison.Ordinal);
        Assert.Contains("Add it to DependencyRules in tests/Architecture.Tests/Projects", violation, StringComparison.Ordinal);
    }

    private static ProjectFile Project(string path, params string[] references)
        => ProjectFile.Parse(path, $"<Project><ItemGroup>{string.Concat(references.Select(reference => $"<ProjectReference Include=\"{reference}\" />"))}</ItemGroup></Project>");
}
