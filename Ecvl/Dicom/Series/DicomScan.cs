namespace DeepHealth.Ecvl.Dicom;

/// <summary>The series of a folder.</summary>
/// <param name="Series">In the order of their first files.</param>
/// <param name="Skipped">Files that hold no images or none that can be decoded, with the reason, in the order of their paths.</param>
public sealed record DicomScan(IReadOnlyList<DicomSeries> Series, IReadOnlyList<(string Path, string Reason)> Skipped)
{
    /// <summary>Finds the series of a folder by the headers of its files; pixels are not read.</summary>
    /// <remarks>Files of one Series Instance UID are split where sizes, samples, orientation, spacing, echo or the part of complex numbers differ. The result does not depend on the number of workers.</remarks>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether folders within it are searched too.</param>
    /// <param name="workers">Threads that read headers, at least 1.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static DicomScan Of(string folder, bool recursive = true, int workers = 2)
        => Of(Directory.EnumerateFiles(folder, "*", recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly), workers);

    /// <summary>Finds the series of some files.</summary>
    /// <param name="paths">The files, in any order.</param>
    /// <param name="workers">Threads that read headers, at least 1.</param>
    public static DicomScan Of(IEnumerable<string> paths, int workers = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        string[] all = [.. paths.Order(StringComparer.Ordinal)];
        DicomHeader[] headers = new DicomHeader[all.Length];
        Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, i => headers[i] = DicomHeader.Read(all[i]));

        List<(string Path, string Reason)> skipped = [];
        List<DicomSeriesGroup> groups = [];
        Dictionary<string, List<DicomSeriesGroup>> byUid = [];
        foreach (DicomHeader header in headers)
        {
            if (header.Refusal is { } reason)
            {
                skipped.Add((header.Path, reason));
                continue;
            }

            if (!byUid.TryGetValue(header.SeriesUid, out List<DicomSeriesGroup>? ofUid))
            {
                byUid[header.SeriesUid] = ofUid = [];
            }

            foreach (DicomSlice slice in header.Slices)
            {
                DicomSeriesGroup? group = ofUid.Find(candidate => candidate.Takes(header, slice));
                if (group is null)
                {
                    group = new DicomSeriesGroup(header, slice);
                    ofUid.Add(group);
                    groups.Add(group);
                }

                group.Slices.Add(slice);
            }
        }

        return new DicomScan([.. groups.Select(group => group.Finish())], skipped);
    }
}
