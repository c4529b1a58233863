using System.Collections.Frozen;
using System.Numerics;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>A unique identifier that the standard registers (DICOM PS3.6 annex A): transfer syntaxes, SOP classes and others.</summary>
/// <param name="Value">Numbers and dots.</param>
/// <param name="Keyword">Name without blanks, such as <c>CTImageStorage</c>.</param>
/// <param name="Kind">What it identifies, such as <c>SOP Class</c>.</param>
/// <param name="Name">Name in words.</param>
/// <param name="IsRetired">Whether the standard no longer supports it.</param>
public sealed record DicomUid(string Value, string Keyword, string Kind, string Name, bool IsRetired)
{
    private const int MostCharacters = 64;

    private static readonly DicomUid[] s_all = [.. DicomTable.Rows("uids").Select(row => new DicomUid(row[0], row[1], row[2], row[3], row.Length > 4 && row[4] == "R"))];

    private static readonly FrozenDictionary<string, DicomUid> s_byValue = s_all.ToFrozenDictionary(uid => uid.Value);

    private static readonly FrozenDictionary<string, DicomUid> s_byKeyword = s_all.Where(uid => uid.Keyword.Length > 0).DistinctBy(uid => uid.Keyword)
        .ToFrozenDictionary(uid => uid.Keyword);

    /// <summary>All registered identifiers.</summary>
    public static IReadOnlyList<DicomUid> All => s_all;

    /// <summary>The registered identifier of numbers such as <c>1.2.840.10008.1.2</c> or of a keyword; null where the standard has none.</summary>
    public static DicomUid? Find(string valueOrKeyword) => s_byValue.GetValueOrDefault(valueOrKeyword) ?? s_byKeyword.GetValueOrDefault(valueOrKeyword);

    /// <summary>Makes a new identifier under the root 2.25 from a random UUID (PS3.5 annex B.2).</summary>
    public static string Create() => $"2.25.{new BigInteger(Guid.NewGuid().ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true)}";

    /// <summary>Whether a text is a well-formed identifier: at most 64 characters, numbers without leading zeros between dots (PS3.5 section 9.1).</summary>
    public static bool IsValid(string text)
        => text.Length is > 0 and <= MostCharacters
            && text.Split('.').All(part => part.Length > 0 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'));
}
