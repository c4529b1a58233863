using System.Xml.Linq;

namespace DeepHealth.Architecture.Tests;

/// <summary>What the rules need to know of a project file.</summary>
/// <param name="path">Path from the repository's root, with forward slashes.</param>
/// <param name="content">The project's XML.</param>
internal sealed class ProjectFile(string path, XDocument content)
{
    /// <summary>Path from the repository's root, with forward slashes.</summary>
    public string Path { get; } = path;

    /// <summary>Name of the project: its file name without extension.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>Top folder, such as <c>samples</c>.</summary>
    public string Folder => Path.Split('/')[0];

    /// <summary>Names of the projects it references, conditional references included.</summary>
    public IReadOnlyList<string> References { get; } =
        [.. Items(content, "ProjectReference").Select(item => System.IO.Path.GetFileNameWithoutExtension(Include(item).Replace('\\', '/')))];

    /// <summary>Packages it references, with the version it states itself (null where it states none).</summary>
    public IReadOnlyList<(string Name, string? Version)> Packages { get; } =
        [.. Items(content, "PackageReference").Select(item => (Include(item), ValueOf(item, "Version") ?? ValueOf(item, "VersionOverride")))];

    /// <summary>Whether it becomes a package.</summary>
    public bool IsPackage => Property("IsPackable") == "true";

    /// <summary>Value of a property as written in the project file, or null.</summary>
    public string? Property(string name) => Items(content, name).FirstOrDefault()?.Value;

    /// <summary>Reads a project from text, for made-up projects.</summary>
    public static ProjectFile Parse(string path, string xml) => new(path, XDocument.Parse(xml));

    private static IEnumerable<XElement> Items(XDocument content, string name) => content.Descendants().Where(element => element.Name.LocalName == name);

    private static string Include(XElement item) => item.Attribute("Include")?.Value ?? "";

    private static string? ValueOf(XElement item, string name)
        => item.Attribute(name)?.Value ?? item.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
