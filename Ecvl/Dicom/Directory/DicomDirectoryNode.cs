namespace DeepHealth.Ecvl.Dicom;

/// <summary>A record of a directory that is being made.</summary>
/// <param name="type">Its type.</param>
/// <param name="identity">What tells it from others of its type below the same record.</param>
/// <param name="record">Its keys.</param>
internal sealed class DicomDirectoryNode(DicomRecordType type, string identity, DicomDataSet record)
{
    public DicomRecordType Type { get; } = type;

    public string Identity { get; } = identity;

    public DicomDataSet Record { get; } = record;

    public List<DicomDirectoryNode> Children { get; } = [];
}
