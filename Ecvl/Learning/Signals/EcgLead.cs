using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Finds the ECG among the signals of a record.</summary>
public static class EcgLead
{
    private static readonly string[] s_preferred = ["II", "MLII", "LEAD II", "ECG II", "ECG", "EKG", "I", "MLI", "LEAD I", "ECG I"];

    // Names of chest and limb leads and of common ambulatory ones; none that also names a place of an EEG cap, such as D1.
    private static readonly string[] s_leads =
        ["III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6", "V", "VX", "VY", "VZ", "ML2", "MLIII", "MCL1", "MV1", "MV2", "MV5", "CM5"];

    /// <summary>Index of the best ECG lead: lead II, else the single ECG, else lead I, else any lead; -1 if no label names one.</summary>
    /// <remarks>Labels are compared without case; a prefix or suffix such as <c>ECG</c>, <c>EKG</c>, <c>EEG … -REF</c> is understood. A record with
    /// one signal and no telling label or unit of its own counts as an ECG.</remarks>
    public static int Find(SignalSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        string[] labels = [.. source.Signals.Select(signal => Bare(signal.Label))];
        foreach (string wanted in s_preferred)
        {
            int index = Array.IndexOf(labels, wanted);
            if (index >= 0)
            {
                return index;
            }
        }

        for (int i = 0; i < labels.Length; i++)
        {
            if (s_leads.Contains(labels[i]) || labels[i].Contains("ECG", StringComparison.Ordinal) || labels[i].Contains("EKG", StringComparison.Ordinal))
            {
                return i;
            }
        }

        // "SIGNAL 0" is what the readers call a signal that the file does not name.
        return labels is [""] or ["VAL"] or ["SIGNAL 0"] ? 0 : -1;
    }

    private static string Bare(string label)
    {
        string text = label.Trim().ToUpperInvariant();
        int reference = text.IndexOf("-REF", StringComparison.Ordinal);
        return reference > 0 ? text[..reference].Trim() : text;
    }
}
