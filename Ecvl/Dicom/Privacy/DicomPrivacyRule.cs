using System.Collections.Frozen;
using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>A row of the table of the basic profile (DICOM PS3.15 table E.1-1).</summary>
/// <param name="Action">What the basic profile does.</param>
/// <param name="Options">Options that keep the attribute: <c>u</c> identifiers, <c>d</c> device, <c>i</c> institution, <c>p</c> patient characteristics, <c>t</c> dates.</param>
internal sealed record DicomPrivacyRule(DicomPrivacyAction Action, string Options)
{
    private static readonly FrozenDictionary<uint, DicomPrivacyRule> s_rules = DicomTable.Rows("privacy")
        .ToFrozenDictionary(row => uint.Parse(row[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), row => new DicomPrivacyRule(Parse(row[1]), row.Length > 2 ? row[2] : ""));

    /// <summary>What to do with an attribute; it stays where the dictionary knows it and the table does not name it.</summary>
    public static DicomPrivacyAction For(DicomTag tag, DicomAnonymizeOptions options)
    {
        // Private and unknown attributes, curves and overlays may hold anything.
        if (!tag.IsStandard || DicomTagTable.Find(tag) is null || tag.Group is (>= 0x5000 and <= 0x50FF) or (>= 0x6000 and <= 0x60FF))
        {
            return DicomPrivacyAction.Remove;
        }

        if (!s_rules.TryGetValue(tag.Value, out DicomPrivacyRule? rule))
        {
            return DicomPrivacyAction.Keep;
        }

        foreach (char option in rule.Options)
        {
            bool kept = option switch
            {
                'u' => options.RetainUids,
                'd' => options.RetainDevice,
                'i' => options.RetainInstitution,
                'p' => options.RetainPatientCharacteristics,
                _ => options.DateShiftDays is not null,
            };
            if (kept)
            {
                return option == 't' && options.DateShiftDays != 0 ? DicomPrivacyAction.Shift : DicomPrivacyAction.Keep;
            }
        }

        return rule.Action;
    }

    // Where the standard leaves a choice that depends on the object, the value that every object allows is taken: D before Z before X.
    private static DicomPrivacyAction Parse(string codes)
        => codes.Contains('D', StringComparison.Ordinal) ? DicomPrivacyAction.Dummy
            : codes.Contains('U', StringComparison.Ordinal) ? DicomPrivacyAction.Uid
            : codes.Contains('Z', StringComparison.Ordinal) ? DicomPrivacyAction.Empty
            : codes == "X" ? DicomPrivacyAction.Remove
            : throw new DicomException($"DicomPrivacyRule: \"{codes}\" is no action of the table.");
}
