namespace DeepHealth.Architecture.Tests;

/// <summary>Which project may reference which: an arrow never points back to what builds on it.</summary>
/// <remarks><c>Numerics &lt;- Eddl &lt;- { Onnx, Gpu, Distributed }</c>; <c>Numerics &lt;- Ecvl &lt;- Dicom</c>; <c>Numerics &lt;- Signals</c>;
/// <c>{ Eddl, Ecvl, Dicom, Signals } &lt;- Learning &lt;- { samples, bench, tests }</c>.</remarks>
internal static class DependencyRules
{
    // Each library with those directly below it; it may also reference whatever lies below them.
    private static readonly Dictionary<string, string[]> s_libraries = new()
    {
        ["DeepHealth.Numerics"] = [],
        ["DeepHealth.Eddl"] = ["DeepHealth.Numerics"],
        ["DeepHealth.Eddl.Onnx"] = ["DeepHealth.Eddl"],
        ["DeepHealth.Eddl.Gpu"] = ["DeepHealth.Eddl"],
        ["DeepHealth.Distributed"] = ["DeepHealth.Eddl"],
        ["DeepHealth.Ecvl"] = ["DeepHealth.Numerics"],
        ["DeepHealth.Ecvl.Dicom"] = ["DeepHealth.Ecvl"],
        ["DeepHealth.Ecvl.Signals"] = ["DeepHealth.Numerics"],
        ["DeepHealth.Ecvl.Learning"] = ["DeepHealth.Eddl", "DeepHealth.Ecvl", "DeepHealth.Ecvl.Dicom", "DeepHealth.Ecvl.Signals"],
    };

    /// <summary>What breaks the rules, one sentence each; empty where nothing does.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<ProjectFile> projects)
    {
        ProjectFile[] all = [.. projects];
        Dictionary<string, string> folders = all.ToDictionary(project => project.Name, project => project.Folder);
        List<string> found = [];
        foreach (ProjectFile project in all)
        {
            if (AllowedFor(project, folders) is not { } allowed)
            {
                found.Add($"{project.Path}: the project {project.Name} is unknown. Add it to DependencyRules in tests/Architecture.Tests/Projects, "
                    + "with the libraries directly below it, or move it under samples, bench or tests.");
                continue;
            }

            found.AddRange(project.References.Where(reference => !allowed(reference)).Select(reference =>
                $"{project.Path}: {project.Name} must not reference {reference}; allowed are {Names(project.Name)}."));
        }

        return found;
    }

    private static Func<string, bool>? AllowedFor(ProjectFile project, Dictionary<string, string> folders)
    {
        if (s_libraries.ContainsKey(project.Name))
        {
            HashSet<string> below = Below(project.Name);
            return below.Contains;
        }

        return project.Folder switch
        {
            // Samples see every library, but not each other.
            "samples" => s_libraries.ContainsKey,

            // Benchmarks share what they measure.
            "bench" => reference => s_libraries.ContainsKey(reference) || folders.GetValueOrDefault(reference) == "bench",

            // Tests see everything.
            "tests" => reference => s_libraries.ContainsKey(reference) || folders.GetValueOrDefault(reference) is "tests" or "samples" or "bench",
            _ => null,
        };
    }

    private static HashSet<string> Below(string library)
    {
        HashSet<string> below = [];
        foreach (string direct in s_libraries[library])
        {
            below.Add(direct);
            below.UnionWith(Below(direct));
        }

        return below;
    }

    private static string Names(string project)
        => !s_libraries.TryGetValue(project, out _) ? "the libraries"
            : Below(project) is { Count: > 0 } below ? string.Join(", ", below.Order(StringComparer.Ordinal))
            : "none";
}
