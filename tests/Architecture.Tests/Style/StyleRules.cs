using System.Text.RegularExpressions;

namespace DeepHealth.Architecture.Tests;

/// <summary>The rules of style that a text search can check.</summary>
internal static partial class StyleRules
{
    private const int MostLines = 400;

    /// <summary>Files that are too long.</summary>
    public static IEnumerable<string> TooLong(string path, string text)
    {
        int lines = text.Count(character => character == '\n') + (text.EndsWith('\n') ? 0 : 1);
        if (lines > MostLines)
        {
            yield return $"{path} has {lines} lines, at most {MostLines} are allowed; split it by theme.";
        }
    }

    /// <summary>More than one top-level type in a file, or a file not named after its type.</summary>
    /// <remarks>A partial type may be spread over <c>Type.cs</c> and <c>Type.Theme.cs</c>; a generic type has the file <c>Type.cs</c>
    /// and may share it with the type of the same name without parameters.</remarks>
    public static IEnumerable<string> TypesAndFileName(string path, string text)
    {
        // File-scoped namespaces put top-level types at the start of the line.
        string[] types = [.. TopLevelType().Matches(RawString().Replace(text, "")).Select(match => match.Groups["name"].Value).Distinct()];
        if (types.Length > 1)
        {
            yield return $"{path} holds {types.Length} types ({string.Join(", ", types)}); give each a file of its own.";
        }
        else if (types.Length == 1)
        {
            string[] parts = Path.GetFileNameWithoutExtension(path).Split('.');
            bool partial = PartialType().IsMatch(text);
            if (parts[0] != types[0] || (parts.Length > 1 && !partial))
            {
                yield return $"{path} holds {types[0]}; name it {types[0]}.cs{(partial ? $" or {types[0]}.Theme.cs" : "")}.";
            }
        }
    }

    /// <summary>Marks of unfinished work.</summary>
    public static IEnumerable<string> Unfinished(string path, string text)
        => Lines(path, text, UnfinishedMark(), "is a mark of unfinished work; finish it or leave it out");

    /// <summary>Paths that exist on one machine only.</summary>
    public static IEnumerable<string> MachinePaths(string path, string text)
        => Lines(path, text, MachinePath(), "is a path of one machine; find files from the repository, an option or the environment");

    private static IEnumerable<string> Lines(string path, string text, Regex pattern, string what)
        => pattern.Matches(text).Select(match => $"{path}({text.AsSpan(0, match.Index).Count('\n') + 1}): \"{match.Value}\" {what}.");

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|readonly|unsafe|partial|ref)\s+)*(?:class|struct|interface|enum|record\s+struct|record\s+class|record|delegate\s+[^\s(]+)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^(?:\w+\s+)*partial\s", RegexOptions.Multiline)]
    private static partial Regex PartialType();

    [GeneratedRegex("\"\"\".*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawString();

    // Written in pieces, so that this file does not break its own rules.
    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK|NotImplemented" + @"Exception)\b")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"(?<![\w.])/(?:home|root|work|Users|tmp|mnt|opt)/\w[\w./-]*|\b[A-Za-z]:\\{1,2}\w[\w.\\-]*")]
    private static partial Regex MachinePath();
}
