namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>The files of an argument: a file, all files in a folder and the folders in it, or the files whose names fit a pattern with <c>*</c> and <c>?</c>.</summary>
internal static class InputFiles
{
    // Shells of Windows, and quotes in others, leave patterns to the program.
    private static readonly char[] s_wildcards = ['*', '?'];
    private static readonly EnumerationOptions s_folder = new() { IgnoreInaccessible = true, MatchCasing = MatchCasing.PlatformDefault, AttributesToSkip = FileAttributes.None };
    private static readonly EnumerationOptions s_all = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Files in the order of their names.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="UsageException">A path leads to nothing.</exception>
    public static IReadOnlyList<InputFile> Of(params IEnumerable<string> paths)
    {
        List<InputFile> files = [];
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(new InputFile(Path.GetFullPath(path), path, true));
            }
            else if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path, "*", s_all).Order(StringComparer.Ordinal)
                    .Select(file => new InputFile(Path.GetFullPath(file), Path.GetRelativePath(path, file), false)));
            }
            else
            {
                string[] matches = Matches(path);
                files.AddRange(matches.Length > 0
                    ? matches.Select(match => new InputFile(Path.GetFullPath(match), match, true))
                    : throw new UsageException($"\"{path}\" is neither a file nor a folder{(path.IndexOfAny(s_wildcards) >= 0 ? ", and no file has such a name" : "")}."));
            }
        }

        return files;
    }

    // A pattern may be the last part of a path only.
    private static string[] Matches(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? "";
        string pattern = Path.GetFileName(path);
        return pattern.IndexOfAny(s_wildcards) >= 0 && Directory.Exists(folder.Length == 0 ? "." : folder)
            ? [.. Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, pattern, s_folder).Select(match => folder.Length == 0 ? Path.GetFileName(match) : match).Order(StringComparer.Ordinal)]
            : [];
    }
}
