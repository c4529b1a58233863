namespace DeepHealth.Ecvl.Dicom;

/// <summary>A record of a directory: a patient, study, series, image or other object, with what stands below it (DICOM PS3.3 annex F).</summary>
public sealed class DicomDirectoryRecord
{
    private readonly List<DicomDirectoryRecord> _children = [];

    internal DicomDirectoryRecord(DicomDataSet dataSet, DicomDirectoryRecord? parent)
    {
        DataSet = dataSet;
        Parent = parent;
    }

    /// <summary>The keys of the record, such as the name of a patient.</summary>
    public DicomDataSet DataSet { get; }

    /// <summary>The record above; null for those of the first level.</summary>
    public DicomDirectoryRecord? Parent { get; }

    /// <summary>The records below, in the order of the file.</summary>
    public IReadOnlyList<DicomDirectoryRecord> Children => _children;

    /// <summary>Directory Record Type (0004,1430), such as <c>PATIENT</c>.</summary>
    public string Type => DataSet.GetString(DicomDirectoryTags.Type);

    /// <summary>Whether the record is in use: Record In-use Flag (0004,1410) is not 0.</summary>
    public bool IsInUse => DataSet.GetInt32(DicomDirectoryTags.InUse, 0xFFFF) != 0;

    /// <summary>Referenced File ID (0004,1500): folders and name of the file, from the folder of the directory; empty where the record names no file.</summary>
    public IReadOnlyList<string> FileId => DataSet.TryGet(DicomDirectoryTags.FileId, out DicomElement? element) ? element.GetStrings() : [];

    internal void Add(DicomDirectoryRecord child) => _children.Add(child);
}
