namespace DeepHealth.Ecvl.Dicom;

/// <summary>What the dictionary of the standard says about a tag (DICOM PS3.6).</summary>
/// <param name="Pattern">Eight hexadecimal digits; <c>x</c> stands for any digit of repeating groups such as overlays.</param>
/// <param name="Keyword">Name without blanks, such as <c>PatientName</c>.</param>
/// <param name="Representations">Permitted value representations, the usual one first, separated by a slash.</param>
/// <param name="Multiplicity">Permitted number of values, such as <c>1</c> or <c>2-n</c>.</param>
/// <param name="Name">Name in words.</param>
/// <param name="IsRetired">Whether the standard no longer supports the attribute.</param>
public sealed record DicomTagInfo(string Pattern, string Keyword, string Representations, string Multiplicity, string Name, bool IsRetired)
{
    /// <summary>The usual value representation; <see cref="DicomVr.None"/> for items and delimiters.</summary>
    public DicomVr Vr { get; } = Enum.TryParse(Representations.Split('/')[0], ignoreCase: true, out DicomVr vr) ? vr : DicomVr.None;

    /// <summary>Whether the attribute is signed or unsigned as Pixel Representation (0028,0103) says.</summary>
    public bool FollowsPixelRepresentation { get; } = Representations.StartsWith("US/SS", StringComparison.Ordinal);

    /// <summary>Reads a row of the table: tag, representations, multiplicity, name, then <c>R</c> where it is retired and the keyword where it does not follow from the name.</summary>
    internal static DicomTagInfo Parse(string[] row)
    {
        string? keyword = row.Skip(4).FirstOrDefault(cell => cell.Length > 1);
        return new DicomTagInfo(row[0], keyword ?? KeywordOf(row[3]), row[1], row[2], row[3], row.Skip(4).Contains("R"));
    }

    /// <summary>The keyword that a name has by the standard's usual rule: no possessive s, no signs, words begin with capitals.</summary>
    private static string KeywordOf(string name)
        => string.Concat(name.Replace("'s", string.Empty, StringComparison.Ordinal)
            .Split([.. name.Where(sign => !char.IsAsciiLetterOrDigit(sign)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
