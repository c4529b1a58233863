using System.Collections.Frozen;
using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>The data dictionary of the standard (DICOM PS3.6), read from embedded tables.</summary>
public static class DicomTagTable
{
    private static readonly DicomTagInfo[] s_all = [.. DicomTable.Rows("attributes").Select(DicomTagInfo.Parse).OrderBy(attribute => attribute.Pattern, StringComparer.Ordinal)];

    private static readonly FrozenDictionary<uint, DicomTagInfo> s_byTag = s_all.Where(attribute => !attribute.Pattern.Contains('x', StringComparison.Ordinal))
        .ToFrozenDictionary(attribute => uint.Parse(attribute.Pattern, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    private static readonly DicomTagPattern[] s_patterns = [.. s_all.Where(attribute => attribute.Pattern.Contains('x', StringComparison.Ordinal))
        .Select(attribute => new DicomTagPattern(attribute))];

    private static readonly FrozenDictionary<string, DicomTagInfo> s_byKeyword = s_all.DistinctBy(attribute => attribute.Keyword)
        .ToFrozenDictionary(attribute => attribute.Keyword);

    /// <summary>All attributes in the order of their tags.</summary>
    public static IReadOnlyList<DicomTagInfo> All => s_all;

    /// <summary>The attribute of a tag; null for private and unknown tags.</summary>
    public static DicomTagInfo? Find(DicomTag tag)
    {
        if (s_byTag.TryGetValue(tag.Value, out DicomTagInfo? found))
        {
            return found;
        }

        if (tag.IsStandard)
        {
            foreach (DicomTagPattern pattern in s_patterns)
            {
                if (pattern.Matches(tag))
                {
                    return pattern.Attribute;
                }
            }
        }

        return null;
    }

    /// <summary>The attribute of a keyword such as <c>PatientName</c>; null where the standard has none.</summary>
    public static DicomTagInfo? Find(string keyword) => s_byKeyword.GetValueOrDefault(keyword);

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
}
