namespace DeepHealth.Ecvl.Dicom;

/// <summary>A term of a coding scheme: the basic coded entry of DICOM PS3.3 section 8.1.</summary>
/// <param name="Value">Code within the scheme, such as <c>10200004</c>.</param>
/// <param name="Scheme">Short name of the scheme, such as <c>SCT</c> or <c>UCUM</c>; empty for a URN.</param>
/// <param name="Meaning">Text for people.</param>
public sealed record DicomCode(string Value, string Scheme, string Meaning)
{
    // PS3.5 section 6.2: a short string holds 16 characters.
    private const int MostShortCharacters = 16;

    /// <summary>Version of the scheme, where codes of the scheme need it; empty otherwise.</summary>
    public string SchemeVersion { get; init; } = "";

    /// <summary>The first code of a sequence; null where the data set lacks the sequence or it is empty.</summary>
    /// <param name="dataSet">Holds the sequence.</param>
    /// <param name="sequence">A code sequence such as Concept Name Code Sequence (0040,A043).</param>
    /// <exception cref="DicomException">The element is no sequence, or a value is no text.</exception>
    public static DicomCode? Find(DicomDataSet dataSet, DicomTag sequence)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        return dataSet.GetItems(sequence) is [DicomDataSet item, ..] ? Of(item) : null;
    }

    /// <summary>All codes of a sequence.</summary>
    /// <param name="dataSet">Holds the sequence.</param>
    /// <param name="sequence">A code sequence.</param>
    /// <exception cref="DicomException">The element is no sequence, or a value is no text.</exception>
    public static IReadOnlyList<DicomCode> FindAll(DicomDataSet dataSet, DicomTag sequence)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        return [.. dataSet.GetItems(sequence).Select(Of)];
    }

    /// <summary>Reads an item of a code sequence: Code Value, Long Code Value or URN Code Value.</summary>
    /// <exception cref="DicomException">A value is no text.</exception>
    public static DicomCode Of(DicomDataSet item)
    {
        ArgumentNullException.ThrowIfNull(item);
        string value = item.GetString(ObjectTags.CodeValue, item.GetString(ObjectTags.LongCodeValue, item.GetString(ObjectTags.UrnCodeValue)));
        return new DicomCode(value, item.GetString(ObjectTags.CodingSchemeDesignator), item.GetString(ObjectTags.CodeMeaning))
        {
            SchemeVersion = item.GetString(ObjectTags.CodingSchemeVersion),
        };
    }

    /// <summary>Sets a sequence that holds this code alone.</summary>
    /// <param name="dataSet">Receives the sequence.</param>
    /// <param name="sequence">A code sequence.</param>
    /// <exception cref="DicomException">A text does not fit the character set.</exception>
    public void AddTo(DicomDataSet dataSet, DicomTag sequence)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        Fill(DicomSequences.AddItem(dataSet, sequence));
    }

    /// <summary>Text such as <c>Liver (10200004, SCT)</c>.</summary>
    public override string ToString() => $"{Meaning} ({Value}, {Scheme})";

    /// <summary>Fills an item of a code sequence.</summary>
    internal void Fill(DicomDataSet item)
    {
        if (Scheme.Length == 0)
        {
            item.Set(ObjectTags.UrnCodeValue, DicomVr.UR, Value);
        }
        else
        {
            bool isShort = Value.Length <= MostShortCharacters;
            item.Set(isShort ? ObjectTags.CodeValue : ObjectTags.LongCodeValue, isShort ? DicomVr.SH : DicomVr.UC, Value);
            item.Set(ObjectTags.CodingSchemeDesignator, DicomVr.SH, Scheme);
        }

        if (SchemeVersion.Length > 0)
        {
            item.Set(ObjectTags.CodingSchemeVersion, DicomVr.SH, SchemeVersion);
        }

        item.Set(ObjectTags.CodeMeaning, DicomVr.LO, Meaning);
    }
}
