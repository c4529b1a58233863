using System.Collections.Frozen;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Codes of the usual ECG leads: DICOM PS3.16 context group 3001, terms of ISO/IEEE 11073-10101 (MDC) and of SCP-ECG, which share their numbers.</summary>
public static class DicomEcgLeads
{
    private const string Scheme = "MDC";

    // EN 1064 table 9: number of a lead by its label.
    private static readonly (string Label, int Number)[] s_leads =
    [
        ("I", 1), ("II", 2), ("V1", 3), ("V2", 4), ("V3", 5), ("V4", 6), ("V5", 7), ("V6", 8), ("V7", 9), ("V8", 66), ("V9", 67), ("V2R", 10), ("V3R", 11), ("V4R", 12),
        ("V5R", 13), ("V6R", 14), ("V7R", 15), ("X", 16), ("Y", 17), ("Z", 18), ("III", 61), ("aVR", 62), ("aVL", 63), ("aVF", 64),
    ];

    private static readonly FrozenDictionary<string, int> s_byLabel = s_leads.ToFrozenDictionary(lead => lead.Label, lead => lead.Number, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<int, string> s_byNumber = s_leads.ToFrozenDictionary(lead => lead.Number, lead => lead.Label);

    /// <summary>The code of a lead; null where the label names none of the usual ones.</summary>
    /// <param name="label">Label such as <c>II</c> or <c>aVR</c>, in either case.</param>
    public static DicomCode? CodeOf(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return s_byLabel.TryGetValue(label.Trim(), out int number) ? new DicomCode($"2:{number}", Scheme, $"Lead {s_byNumber[number]}") : null;
    }

    /// <summary>The label of a lead; null where the code names none of the usual ones.</summary>
    /// <param name="code">Code of MDC (<c>2:n</c>) or SCP-ECG (<c>5.6.3-9-n</c>).</param>
    public static string? LabelOf(DicomCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        string? number = code.Scheme switch
        {
            Scheme when code.Value.StartsWith("2:", StringComparison.Ordinal) => code.Value[2..],
            "SCPECG" when code.Value.StartsWith("5.6.3-9-", StringComparison.Ordinal) => code.Value[8..],
            _ => null,
        };
        return int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int known) ? s_byNumber.GetValueOrDefault(known) : null;
    }
}
