namespace DeepHealth.Ecvl.Dicom;

/// <summary>Name of a person in up to three ways of writing (DICOM PS3.5 section 6.2.1).</summary>
/// <param name="Alphabetic">In letters, such as <c>Yamada^Tarou</c>.</param>
/// <param name="Ideographic">In ideographs; empty where not given.</param>
/// <param name="Phonetic">As it sounds; empty where not given.</param>
public sealed record DicomPersonName(string Alphabetic, string Ideographic, string Phonetic)
{
    /// <summary>Family name.</summary>
    public string Family => Part(Alphabetic, 0);

    /// <summary>Given name.</summary>
    public string Given => Part(Alphabetic, 1);

    /// <summary>Middle name.</summary>
    public string Middle => Part(Alphabetic, 2);

    /// <summary>Prefix, such as a title.</summary>
    public string Prefix => Part(Alphabetic, 3);

    /// <summary>Suffix.</summary>
    public string Suffix => Part(Alphabetic, 4);

    /// <summary>Reads a name.</summary>
    /// <param name="text">Groups separated by <c>=</c>, each of parts separated by <c>^</c>.</param>
    public static DicomPersonName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] groups = text.Split('=', 3);
        return new DicomPersonName(groups[0].TrimEnd(' '), groups.Length > 1 ? groups[1].TrimEnd(' ') : "", groups.Length > 2 ? groups[2].TrimEnd(' ') : "");
    }

    /// <summary>The five parts of one group: family, given, middle, prefix, suffix.</summary>
    /// <param name="group">One of the three ways of writing.</param>
    public static string[] Parts(string group) => [Part(group, 0), Part(group, 1), Part(group, 2), Part(group, 3), Part(group, 4)];

    /// <summary>The name as it stands in a file, without empty groups at its end.</summary>
    public override string ToString() => $"{Alphabetic}={Ideographic}={Phonetic}".TrimEnd('=');

    private static string Part(string group, int index)
    {
        string[] parts = group.Split('^');
        return index < parts.Length ? parts[index].Trim(' ') : "";
    }
}
