namespace DeepHealth.Ecvl.Dicom;

/// <summary>The directory of a file-set, a file named <c>DICOMDIR</c>: which patients, studies, series and objects lie on a medium, and in which files
/// (DICOM PS3.3 annex F, PS3.10 section 8).</summary>
public sealed class DicomDirectory
{
    private readonly List<DicomDirectoryRecord> _records = [];

    private DicomDirectory(string fileSetId, string folder)
    {
        FileSetId = fileSetId;
        Folder = folder;
    }

    /// <summary>File-set ID (0004,1130); empty where there is none.</summary>
    public string FileSetId { get; }

    /// <summary>The folder that file IDs start from: that of the directory.</summary>
    public string Folder { get; }

    /// <summary>Records of the first level, usually patients.</summary>
    public IReadOnlyList<DicomDirectoryRecord> Records => _records;

    /// <summary>Reads a directory.</summary>
    /// <param name="path">The file <c>DICOMDIR</c>.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="DicomException">The file is no directory, or an offset leads to no record or to one twice.</exception>
    public static DicomDirectory Open(string path, DicomReadOptions? options = null)
    {
        // The records are read as a whole, so that the file need not stay open.
        using DicomFile file = DicomFile.Open(path, (options ?? new DicomReadOptions()) with { LazyAbove = int.MaxValue });
        return Of(file, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>All records, each before those below it.</summary>
    public IEnumerable<DicomDirectoryRecord> AllRecords()
    {
        // Children are put on the stack from the last to the first.
        Stack<DicomDirectoryRecord> waiting = new(_records.AsEnumerable().Reverse());
        while (waiting.TryPop(out DicomDirectoryRecord? record))
        {
            yield return record;
            for (int i = record.Children.Count - 1; i >= 0; i--)
            {
                waiting.Push(record.Children[i]);
            }
        }
    }

    /// <summary>The path of the file of a record; null where it names none.</summary>
    /// <param name="record">A record of this directory.</param>
    /// <exception cref="DicomException">The file ID leads out of the folder of the directory.</exception>
    public string? PathOf(DicomDirectoryRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.FileId.Count == 0)
        {
            return null;
        }

        foreach (string part in record.FileId)
        {
            if (part.Length == 0 || part is "." or ".." || part.IndexOfAny(['/', '\\', '\0', ':']) >= 0)
            {
                throw new DicomException($"DicomDirectory: (0004,1500) ReferencedFileID \"{string.Join('\\', record.FileId)}\" has the part \"{part}\", which names no file in \"{Folder}\".")
                {
                    Tag = DicomDirectoryTags.FileId,
                };
            }
        }

        return Path.Combine([Folder, .. record.FileId]);
    }

    /// <summary>The directory in a file that was read.</summary>
    internal static DicomDirectory Of(DicomFile file, string folder)
    {
        IReadOnlyList<DicomDataSet> items = file.DataSet.Find(DicomDirectoryTags.Records)?.Items
            ?? throw Wrong(file, DicomDirectoryTags.Records, "is missing; the file is no directory");
        Dictionary<long, DicomDataSet> byOffset = items.ToDictionary(item => item.FileOffset);
        DicomDirectory directory = new(file.DataSet.GetString(DicomDirectoryTags.FileSetId), folder);
        HashSet<long> seen = [];
        Queue<(long First, DicomDirectoryRecord? Parent)> levels = [];
        levels.Enqueue((Offset(file, file.DataSet, DicomDirectoryTags.FirstRecord), null));
        while (levels.TryDequeue(out (long First, DicomDirectoryRecord? Parent) level))
        {
            for (long offset = level.First; offset != 0;)
            {
                if (!byOffset.TryGetValue(offset, out DicomDataSet? item))
                {
                    throw Wrong(file, DicomDirectoryTags.Records, $"has no record at offset {offset}, which {(level.Parent is null ? "the directory" : $"a record {level.Parent.Type}")} names", offset);
                }

                if (!seen.Add(offset))
                {
                    throw Wrong(file, DicomDirectoryTags.Records, "reaches the same record twice", offset);
                }

                DicomDirectoryRecord record = new(item, level.Parent);
                if (level.Parent is null)
                {
                    directory._records.Add(record);
                }
                else
                {
                    level.Parent.Add(record);
                }

                levels.Enqueue((Offset(file, item, DicomDirectoryTags.Lower), record));
                offset = Offset(file, item, DicomDirectoryTags.Next);
            }
        }

        return directory;
    }

    private static long Offset(DicomFile file, DicomDataSet dataSet, DicomTag tag)
        => !dataSet.TryGet(tag, out DicomElement? element) ? 0
            : element.Vr == DicomVr.UL ? element.GetInteger()
            : throw Wrong(file, tag, $"has representation {element.Vr}, an offset must be UL");

    private static DicomException Wrong(DicomFile file, DicomTag tag, string what, long offset = -1)
        => new($"DicomDirectory: {DicomTagTable.Describe(tag)} in \"{file.Name}\"{(offset >= 0 ? $" at offset {offset}" : "")} {what}.") { SourceName = file.Name, Tag = tag, Offset = offset };
}
