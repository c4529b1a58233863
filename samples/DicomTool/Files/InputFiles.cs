namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>The files of an argument: a file, or all files in a folder and the folders in it.</summary>
internal static class InputFiles
{
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
                throw new UsageException($"\"{path}\" is neither a file nor a folder.");
            }
        }

        return files;
    }
}
