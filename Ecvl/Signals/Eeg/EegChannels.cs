using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Names of EEG channels in the spelling of the 10-20, 10-10 and 10-5 systems.</summary>
/// <remarks>Oostenveld and Praamstra, "The five percent electrode system for high-resolution EEG and ERP measurements", Clinical Neurophysiology 112, 2001.</remarks>
public static partial class EegChannels
{
    private static readonly FrozenDictionary<string, string> s_modern = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["T3"] = "T7",
        ["T4"] = "T8",
        ["T5"] = "P7",
        ["T6"] = "P8",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Brings a name as files write it into the usual spelling: <c>EEG FP1-REF</c> becomes <c>Fp1</c>, <c>EEG T3-T5</c> becomes <c>T3-T5</c>.</summary>
    /// <remarks>A leading "EEG" goes, as do references that are no electrode on the scalp (REF, LE, AR, AVG) and trailing dots. What is no electrode's name, such as
    /// <c>EKG1</c> or <c>Photic</c>, only loses prefix, reference and blanks.</remarks>
    /// <param name="label">The name.</param>
    /// <param name="modern">Whether T3, T4, T5 and T6 become T7, T8, P7 and P8, as the 10-10 system names the same places.</param>
    public static string Normalize(string label, bool modern = false)
    {
        ArgumentNullException.ThrowIfNull(label);
        string name = Prefix().Replace(label.Trim(), "");
        name = Suffix().Replace(name, "").Trim(' ', '.');
        string[] parts = name.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && IsElectrode(parts[0]) && IsElectrode(parts[1]))
        {
            return $"{Spell(parts[0], modern)}-{Spell(parts[1], modern)}";
        }

        return IsElectrode(name) ? Spell(name, modern) : name;
    }

    /// <summary>Whether a name, in any case, is that of an electrode of these systems.</summary>
    /// <param name="name">The name, without prefix and reference.</param>
    public static bool IsElectrode(string name) => Electrode().IsMatch(name);

    private static string Spell(string name, bool modern)
    {
        Match match = Electrode().Match(name);
        string site = match.Groups[1].Value.ToUpperInvariant();
        site = site == "FP" ? "Fp" : site;
        string spelled = site + match.Groups[2].Value.ToLowerInvariant();
        return modern && s_modern.TryGetValue(spelled, out string? renamed) ? renamed : spelled;
    }

    [GeneratedRegex("^EEG[ _]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex("[-_ ](REF|LE|AR|AVG)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();

    [GeneratedRegex("^(FP|AFF|AFP|AF|FFT|FFC|FTT|FCC|FT|FC|TTP|TPP|CCP|CPP|TP|CP|PPO|POO|PO|OI|F|T|C|P|O|I|N|A|M)(Z|[0-9]{1,2}H?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Electrode();
}
