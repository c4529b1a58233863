using Xunit;

namespace DeepHealth.Architecture.Tests;

/// <summary>The checker itself, on made-up files.</summary>
public sealed class StyleRulesTests
{
    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void Files_over_400_lines_are_found(int lines, int violations)
        => Assert.Equal(violations, StyleRules.TooLong("a.cs", string.Concat(Enumerable.Repeat("x\n", lines))).Count());

    [Theory]
    [InlineData("Dense.cs", "public sealed class Dense(int units) : Module\n{\n}")]
    [InlineData("Tensor.Indexing.cs", "public sealed partial class Tensor\n{\n    private enum Kind\n    {\n    }\n}")]
    [InlineData("Activation.cs", "public sealed class Activation<TOp> : Module\n    where TOp : struct\n{\n}")]
    [InlineData("Case.cs", "internal abstract class Case\n{\n}\n\ninternal sealed class Case<TOp> : Case\n{\n}")]
    [InlineData("Window.cs", "public readonly record struct Window(int Input);")]
    [InlineData("Program.cs", "return await Main(args);")]
    [InlineData("Scale.cs", "internal delegate float Scale(float x);")]
    [InlineData("Page.cs", "internal static class Page\n{\n    private const string Text = \"\"\"\nclass Other\n\"\"\";\n}")]
    public void One_type_in_a_file_of_its_name_is_allowed(string path, string text) => Assert.Empty(StyleRules.TypesAndFileName($"Eddl/Core/{path}", text));

    [Theory]
    [InlineData("Dense.cs", "public sealed class Denser\n{\n}", "holds Denser; name it Denser.cs")]
    [InlineData("Dense.More.cs", "public sealed class Dense\n{\n}", "name it Dense.cs")]
    [InlineData("Dense.cs", "public sealed class Dense\n{\n}\n\npublic enum Kind\n{\n}", "2 types (Dense, Kind)")]
    [InlineData("Dense.cs", "public record struct A(int X);\nfile interface B\n{\n}", "2 types (A, B)")]
    public void Further_types_and_other_names_are_found(string path, string text, string expected)
        => Assert.Contains(expected, Assert.Single(StyleRules.TypesAndFileName(path, text)), StringComparison.Ordinal);

    [Fact]
    public void Marks_of_unfinished_work_are_found_with_their_line()
    {
        string violation = Assert.Single(StyleRules.Unfinished("a.cs", $"one\n// {"TO" + "DO"}: later"));
        Assert.StartsWith("a.cs(2)", violation, StringComparison.Ordinal);
        Assert.Single(StyleRules.Unfinished("a.cs", $"throw new {"NotImplemented"}Exception();"));
        Assert.Empty(StyleRules.Unfinished("a.cs", "HACKS and methods are no marks"));
    }

    [Theory]
    [InlineData("home/someone/x")]
    [InlineData("tmp/x.bin")]
    public void Paths_of_one_machine_are_found(string rooted)
    {
        Assert.Single(StyleRules.MachinePaths("a.cs", $"\"/{rooted}\""));
        Assert.Empty(StyleRules.MachinePaths("a.cs", $"\"../{rooted}\""));
        Assert.Empty(StyleRules.MachinePaths("a.cs", $"https://example.org/{rooted}"));
    }

    [Fact]
    public void Paths_with_a_drive_are_found() => Assert.Single(StyleRules.MachinePaths("a.cs", $"@\"C:{'\\'}data\""));
}
