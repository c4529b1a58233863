namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Names of written files, such that no two inputs share one.</summary>
internal sealed class OutputNames
{
    // Names of DICOM files are often identifiers, whose last number is no ending.
    private static readonly string[] s_endings = [".dcm", ".dicom", ".dic", ".ima"];

    // File systems of other computers take upper and lower case for the same.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name with another ending.</summary>
    /// <param name="name">Name of a DICOM file, with its folders.</param>
    /// <param name="ending">The new ending, with its point.</param>
    public static string WithEnding(string name, string ending)
    {
        string old = Array.Find(s_endings, known => name.EndsWith(known, StringComparison.OrdinalIgnoreCase)) ?? "";
        return name[..^old.Length] + ending;
    }

    /// <summary>The name itself, or one with <c>_2</c>, <c>_3</c> and so on before its ending where an earlier file has it.</summary>
    /// <param name="name">Name of a file, with its folders.</param>
    public string Take(string name)
    {
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = FormattableString.Invariant($"{Path.Combine(Path.GetDirectoryName(name) ?? "", Path.GetFileNameWithoutExtension(name))}_{number}{Path.GetExtension(name)}");
        }

        return free;
    }
}
