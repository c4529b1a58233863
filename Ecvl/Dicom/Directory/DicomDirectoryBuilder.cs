namespace DeepHealth.Ecvl.Dicom;

/// <summary>Makes the directory of a file-set: records for files, in a tree of patients, studies and series (DICOM PS3.3 annex F, PS3.10 section 8).</summary>
public sealed class DicomDirectoryBuilder
{
    private const string DirectoryName = "DICOMDIR";
    private const string DirectoryStorage = "1.2.840.10008.1.3.10";
    private const int MostParts = 8;
    private const int MostCharacters = 8;

    private readonly string _fileSetId;
    private readonly List<DicomDirectoryNode> _roots = [];
    private readonly List<string> _leftOut = [];

    /// <summary>An empty directory.</summary>
    /// <param name="fileSetId">File-set ID (0004,1130): at most 16 capital letters, digits, blanks and underscores.</param>
    /// <exception cref="DicomException">The ID has other characters or is longer.</exception>
    public DicomDirectoryBuilder(string fileSetId = "")
    {
        ArgumentNullException.ThrowIfNull(fileSetId);
        DicomDataSet checkedId = new();
        checkedId.Set(DicomDirectoryTags.FileSetId, fileSetId);
        DicomValueCheck.Require(checkedId);
        _fileSetId = fileSetId;
    }

    /// <summary>Files of a folder that are no DICOM files and have no record.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>The directory of all DICOM files in a folder and the folders in it, in the order of their names.</summary>
    /// <param name="folder">The folder that the directory will be written to.</param>
    /// <param name="fileSetId">File-set ID (0004,1130).</param>
    /// <exception cref="DicomException">The name of a DICOM file is none that the standard allows, or an object lacks its identifiers.</exception>
    public static DicomDirectoryBuilder OfFolder(string folder, string fileSetId = "")
    {
        DicomDirectoryBuilder builder = new(fileSetId);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(folder, path);
            if (name == DirectoryName)
            {
                continue;
            }

            DicomFile file;
            try
            {
                file = DicomFile.Open(path);
            }
            catch (DicomException)
            {
                builder._leftOut.Add(path);
                continue;
            }

            using (file)
            {
                builder.Add(file, name.Replace(Path.DirectorySeparatorChar, '/'));
            }
        }

        return builder;
    }

    /// <summary>Adds the record of a file, and those of its patient, study and series where they are new.</summary>
    /// <param name="file">The file; it may be closed afterwards.</param>
    /// <param name="fileId">Folders and name, from the folder of the directory, separated by <c>/</c>: at most 8 parts of at most 8 capital letters, digits
    /// and underscores (PS3.10 section 8.2).</param>
    /// <exception cref="DicomException">The file ID is none, or the object lacks its identifiers.</exception>
    public void Add(DicomFile file, string fileId)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(fileId);
        string[] parts = fileId.Split('/');
        if (parts.Length > MostParts || !parts.All(part => part.Length is > 0 and <= MostCharacters && part.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_')))
        {
            throw new DicomException($"DicomDirectory: \"{fileId}\" is no file ID; rename the file to at most {MostParts} folders and names of at most {MostCharacters} capital letters, digits and underscores each.")
            {
                SourceName = file.Name,
                Tag = DicomDirectoryTags.FileId,
            };
        }

        DicomDataSet source = file.DataSet;
        string sopClass = Required(file, DicomTags.SOPClassUID);
        string instance = Required(file, DicomTags.SOPInstanceUID);
        DicomRecordType type = DicomRecordType.Of(sopClass);
        List<DicomDirectoryNode> level = _roots;
        if (!type.IsRoot)
        {
            level = Find(level, DicomRecordType.Patient, source, $"{source.GetString(DicomTags.PatientID)}\\{source.GetString(DicomTags.PatientName)}").Children;
            level = Find(level, DicomRecordType.Study, source, Required(file, DicomTags.StudyInstanceUID)).Children;
            level = Find(level, DicomRecordType.Series, source, Required(file, DicomTags.SeriesInstanceUID)).Children;
        }

        DicomDirectoryNode node = Find(level, type, source, instance);
        if (node.Record.Contains(DicomDirectoryTags.FileId))
        {
            throw new DicomException($"DicomDirectory: the object {instance} of \"{fileId}\" is already in \"{string.Join('/', node.Record[DicomDirectoryTags.FileId].GetStrings())}\".") { SourceName = file.Name, Tag = DicomTags.SOPInstanceUID };
        }

        node.Record.Set(DicomDirectoryTags.FileId, parts);
        node.Record.Set(DicomDirectoryTags.FileSopClass, sopClass);
        node.Record.Set(DicomDirectoryTags.FileSopInstance, instance);
        node.Record.Set(DicomDirectoryTags.FileSyntax, file.TransferSyntax.Uid);
    }

    /// <summary>Writes the directory.</summary>
    /// <param name="path">The file, named <c>DICOMDIR</c> on a medium.</param>
    /// <exception cref="DicomException">The directory is too large for its offsets of 32 bits.</exception>
    public void Save(string path) => Build().Save(path);

    /// <summary>The directory as a file.</summary>
    internal DicomFile Build()
    {
        List<DicomDirectoryNode> nodes = [];
        Collect(_roots, nodes);
        DicomDataSet dataSet = new();
        dataSet.Set(DicomDirectoryTags.FileSetId, _fileSetId);
        dataSet.Set(DicomDirectoryTags.FirstRecord, 0);
        dataSet.Set(DicomDirectoryTags.LastRecord, 0);
        dataSet.Set(DicomDirectoryTags.Consistency, 0);
        dataSet.Set(new DicomElement(DicomDirectoryTags.Records, nodes.Select(node => node.Record.Copy())));
        DicomFile file = new(dataSet);
        file.Meta.Set(DicomTags.MediaStorageSOPClassUID, DirectoryStorage);
        file.Meta.Set(DicomTags.MediaStorageSOPInstanceUID, DicomUid.Create());

        // Offsets have a fixed size, so a first writing shows where every record will stand.
        using MemoryStream stream = new();
        file.Save(stream);
        stream.Position = 0;
        using DicomFile placed = DicomFile.Open(stream);
        IReadOnlyList<DicomDataSet> items = placed.DataSet.GetItems(DicomDirectoryTags.Records);
        Dictionary<DicomDirectoryNode, long> offsets = nodes.Zip(items).ToDictionary(pair => pair.First, pair => pair.Second.FileOffset);
        IReadOnlyList<DicomDataSet> records = dataSet.GetItems(DicomDirectoryTags.Records);
        for (int i = 0; i < nodes.Count; i++)
        {
            records[i].Set(DicomDirectoryTags.Lower, nodes[i].Children.Count > 0 ? offsets[nodes[i].Children[0]] : 0);
        }

        Dictionary<DicomDirectoryNode, DicomDataSet> written = nodes.Zip(records).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (List<DicomDirectoryNode> level in nodes.Select(node => node.Children).Append(_roots))
        {
            for (int i = 0; i + 1 < level.Count; i++)
            {
                written[level[i]].Set(DicomDirectoryTags.Next, offsets[level[i + 1]]);
            }
        }

        if (_roots.Count > 0)
        {
            dataSet.Set(DicomDirectoryTags.FirstRecord, offsets[_roots[0]]);
            dataSet.Set(DicomDirectoryTags.LastRecord, offsets[_roots[^1]]);
        }

        return file;
    }

    private static void Collect(List<DicomDirectoryNode> level, List<DicomDirectoryNode> nodes)
    {
        foreach (DicomDirectoryNode node in level)
        {
            nodes.Add(node);
            Collect(node.Children, nodes);
        }
    }

    private static DicomDirectoryNode Find(List<DicomDirectoryNode> level, DicomRecordType type, DicomDataSet source, string identity)
    {
        DicomDirectoryNode? found = level.Find(node => node.Type == type && node.Identity == identity);
        if (found is not null)
        {
            return found;
        }

        DicomDataSet record = new();
        record.Set(DicomDirectoryTags.Next, 0);
        record.Set(DicomDirectoryTags.InUse, 0xFFFF);
        record.Set(DicomDirectoryTags.Lower, 0);
        record.Set(DicomDirectoryTags.Type, type.Name);
        if (source.Find(DicomTags.SpecificCharacterSet) is { } characterSet)
        {
            record.Set(characterSet.Copy());
        }

        foreach (DicomTag key in type.Keys)
        {
            DicomVr vr = DicomTagTable.VrOf(key);
            record.Set(source.Find(key)?.Copy() ?? (vr == DicomVr.SQ ? new DicomElement(key, []) : new DicomElement(key, vr, new DicomBytes([]))));
        }

        DicomDirectoryNode added = new(type, identity, record);
        level.Add(added);
        return added;
    }

    private static string Required(DicomFile file, DicomTag tag)
        => file.DataSet.GetString(tag) is { Length: > 0 } value ? value
            : throw new DicomException($"DicomDirectory: {DicomTagTable.Describe(tag)} is missing in \"{file.Name}\"; a record needs it.") { SourceName = file.Name, Tag = tag };
}
