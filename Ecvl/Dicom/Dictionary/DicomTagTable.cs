using System.Collections.Frozen;
using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>The data dictionary of the standard (DICOM PS3.6), read from embedded tables.</summary>
public static class DicomTagTable
{
    // Rows are split up when they are asked for: a program that reads files needs few of the thousands.
    private static readonly Dictionary<int, DicomTagRow> s_byTag = new(6000);
    private static readonly List<DicomTagPattern> s_patterns = [];

    static DicomTagTable()
    {
        foreach (string line in DicomTable.Lines("attributes"))
        {
            DicomTagRow row = new(line);
            if (uint.TryParse(row.Pattern, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint tag))
            {
                s_byTag.Add((int)tag, row);
            }
            else
            {
                s_patterns.Add(new DicomTagPattern(row));
            }
        }
    }

    /// <summary>All attributes in the order of their tags.</summary>
    public static IReadOnlyList<DicomTagInfo> All => Names.All;

    /// <summary>The attribute of a tag; null for private and unknown tags.</summary>
    public static DicomTagInfo? Find(DicomTag tag) => RowOf(tag)?.Info;

    /// <summary>Whether the standard has an attribute of a tag.</summary>
    internal static bool Contains(DicomTag tag) => RowOf(tag) is not null;

    /// <summary>The attribute of a keyword such as <c>PatientName</c>; null where the standard has none.</summary>
    public static DicomTagInfo? Find(string keyword) => Names.ByKeyword.GetValueOrDefault(keyword);

    /// <summary>The tag of a keyword.</summary>
    /// <param name="keyword">Keyword such as <c>PatientName</c>, in the standard's spelling.</param>
    /// <exception cref="DicomException">The dictionary has no such keyword, or it stands for a repeating group.</exception>
    public static DicomTag TagOf(string keyword)
        => Find(keyword) is { } attribute && DicomTag.TryParse(attribute.Pattern, out DicomTag tag)
            ? tag
            : throw new DicomException($"DicomTagTable: \"{keyword}\" is no keyword of one tag; keywords are written as PatientName.");

    /// <summary>The value representation that a tag has in implicit files.</summary>
    /// <remarks>Unknown standard and private tags are UN; private creators LO; group lengths UL.</remarks>
    /// <param name="tag">The tag.</param>
    /// <param name="signedPixels">Whether Pixel Representation (0028,0103) is 1 in the data set or around it.</param>
    public static DicomVr VrOf(DicomTag tag, bool signedPixels = false)
        => tag.IsGroupLength ? DicomVr.UL
            : tag.IsPrivateCreator ? DicomVr.LO
            : Find(tag) is not { } attribute ? DicomVr.UN
            : attribute.FollowsPixelRepresentation && signedPixels ? DicomVr.SS
            // Pixel and lookup data of implicit files are words (PS3.5 annex A.1).
            : attribute.Representations is "OB/OW" or "US/OW" ? DicomVr.OW
            : attribute.Vr;

    /// <summary>Tag with its keyword, for messages: <c>(0028,0010) Rows</c>.</summary>
    public static string Describe(DicomTag tag) => Find(tag) is { } attribute ? $"{tag} {attribute.Keyword}" : tag.ToString();

    private static DicomTagRow? RowOf(DicomTag tag)
    {
        if (s_byTag.TryGetValue((int)tag.Value, out DicomTagRow? row))
        {
            return row;
        }

        if (tag.IsStandard)
        {
            foreach (DicomTagPattern pattern in s_patterns)
            {
                if (pattern.Matches(tag))
                {
                    return pattern.Row;
                }
            }
        }

        return null;
    }

    // A class of its own, so that only those who look for names wait for all rows.
    private static class Names
    {
        public static readonly DicomTagInfo[] All = [.. s_byTag.Values.Concat(s_patterns.Select(pattern => pattern.Row)).Select(row => row.Info).OrderBy(attribute => attribute.Pattern, StringComparer.Ordinal)];

        public static readonly FrozenDictionary<string, DicomTagInfo> ByKeyword = All.DistinctBy(attribute => attribute.Keyword).ToFrozenDictionary(attribute => attribute.Keyword);
    }
}
