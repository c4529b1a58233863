using System.Collections.Frozen;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>A type of directory records: which objects it stands for and which of their attributes it repeats (DICOM PS3.3 section F.5).</summary>
/// <param name="Name">Directory Record Type (0004,1430).</param>
/// <param name="Keys">Attributes of the object that the record repeats, empty ones too.</param>
/// <param name="IsRoot">Whether such records belong to no patient.</param>
internal sealed record DicomRecordType(string Name, DicomTag[] Keys, bool IsRoot)
{
    private static readonly (DicomRecordType Type, string[] Classes)[] s_rows = [.. DicomTable.Rows("records").Select(row => (new DicomRecordType(row[0],
        [.. row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DicomTagTable.TagOf)], row.Length > 3 && row[3] == "root"), row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private static readonly FrozenDictionary<string, DicomRecordType> s_byName = s_rows.ToFrozenDictionary(row => row.Type.Name, row => row.Type);

    private static readonly FrozenDictionary<string, DicomRecordType> s_byClass = s_rows.SelectMany(row => row.Classes.Select(name => (name, row.Type)))
        .ToFrozenDictionary(pair => DicomUid.Find(pair.name)!.Value, pair => pair.Type);

    public static DicomRecordType Patient => s_byName["PATIENT"];

    public static DicomRecordType Study => s_byName["STUDY"];

    public static DicomRecordType Series => s_byName["SERIES"];

    /// <summary>The type for objects of a SOP class; images where the table names none.</summary>
    public static DicomRecordType Of(string sopClass) => s_byClass.GetValueOrDefault(sopClass) ?? s_byName["IMAGE"];
}
