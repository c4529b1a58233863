namespace DeepHealth.Ecvl;

/// <summary>Names of the two files of a pair: the header <c>.hdr</c> and the samples <c>.img</c>, each packed by gzip or not.</summary>
internal static class NiftiPair
{
    /// <summary>Whether a file has the name of a header.</summary>
    public static bool IsHeaderName(VolumeSource source) => source.Path is not null && Split(source.Path, ".hdr") is not null;

    /// <summary>The file with the samples of a header.</summary>
    /// <exception cref="ImageFileException">It is missing, or the header is not a file.</exception>
    public static VolumeSource Samples(VolumeSource header, string format)
    {
        if (header.Path is null || Split(header.Path, ".hdr") is not { } stem)
        {
            throw header.Fault(format, $"the samples lie in a second file with the ending .img, which cannot be found from \"{header.Name}\"; read the pair by the path of a header that ends in .hdr.");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(header.Path))!;
        foreach (string ending in (string[])[".img", ".img.gz", ".IMG", ".IMG.GZ"])
        {
            string path = Path.Combine(folder, stem + ending);
            if (File.Exists(path))
            {
                return VolumeSource.FromFile(path);
            }
        }

        throw header.Fault(format, $"the samples lie in \"{stem}.img\" or \"{stem}.img.gz\" in the same folder, but neither is there.");
    }

    /// <summary>The header that belongs to a file with the name of samples; null where there is none.</summary>
    public static string? HeaderOf(string path)
    {
        if (Split(path, ".img") is not { } stem)
        {
            return null;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return ((string[])[".hdr", ".hdr.gz", ".HDR", ".HDR.GZ"]).Select(ending => Path.Combine(folder, stem + ending)).FirstOrDefault(File.Exists);
    }

    private static string? Split(string path, string ending)
    {
        string name = Path.GetFileName(path);
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : null;
    }
}
