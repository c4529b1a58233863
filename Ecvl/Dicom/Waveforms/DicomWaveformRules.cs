namespace DeepHealth.Ecvl.Dicom;

/// <summary>What the standard permits in a class of waveform objects (DICOM PS3.3 sections A.34.3 to A.34.16).</summary>
/// <param name="SopClass">Keyword of the SOP class.</param>
/// <param name="Modality">Modality (0008,0060).</param>
/// <param name="MostGroups">Most multiplex groups.</param>
/// <param name="MostChannels">Most channels of a group.</param>
/// <param name="LeastHz">Lowest sampling frequency.</param>
/// <param name="MostHz">Highest sampling frequency.</param>
/// <param name="AllowsWide">Whether samples may have 32 bits.</param>
internal sealed record DicomWaveformRules(string SopClass, string Modality, int MostGroups, int MostChannels, double LeastHz, double MostHz, bool AllowsWide)
{
    public static DicomWaveformRules Of(DicomWaveformKind kind) => kind switch
    {
        DicomWaveformKind.TwelveLeadEcg => new("TwelveLeadECGWaveformStorage", "ECG", 5, 13, 200, 1000, false),
        DicomWaveformKind.GeneralEcg => new("GeneralECGWaveformStorage", "ECG", 4, 24, 200, 1000, false),
        DicomWaveformKind.AmbulatoryEcg => new("AmbulatoryECGWaveformStorage", "ECG", 1, 12, 50, 1000, false),
        DicomWaveformKind.Hemodynamic => new("HemodynamicWaveformStorage", "HD", 4, 8, 0, 400, false),
        DicomWaveformKind.CardiacElectrophysiology => new("CardiacElectrophysiologyWaveformStorage", "EPS", 4, ushort.MaxValue, 0, 20000, false),
        DicomWaveformKind.ArterialPulse => new("ArterialPulseWaveformStorage", "HD", 1, 1, 0, 600, false),
        DicomWaveformKind.Respiratory => new("RespiratoryWaveformStorage", "RESP", 1, 1, 0, 100, false),
        DicomWaveformKind.RoutineScalpEeg => new("RoutineScalpElectroencephalogramWaveformStorage", "EEG", ushort.MaxValue, 64, 0, double.MaxValue, true),
        DicomWaveformKind.Electromyogram => new("ElectromyogramWaveformStorage", "EMG", ushort.MaxValue, 64, 0, double.MaxValue, true),
        DicomWaveformKind.SleepEeg => new("SleepElectroencephalogramWaveformStorage", "EEG", ushort.MaxValue, 64, 0, double.MaxValue, true),
        _ => throw new DicomException($"DicomWaveform: {kind} is not one of {string.Join(", ", Enum.GetNames<DicomWaveformKind>())}."),
    };

    /// <summary>Refuses groups that the class does not permit.</summary>
    /// <exception cref="DicomException">The message names the class, the value and what is permitted.</exception>
    public void Check(IReadOnlyList<DicomWaveformGroup> groups)
    {
        Require(groups.Count >= 1 && groups.Count <= MostGroups, $"{groups.Count} groups", $"1 to {MostGroups}");
        foreach (DicomWaveformGroup group in groups)
        {
            Require(group.Channels.Count <= MostChannels, $"{group.Channels.Count} channels", $"at most {MostChannels}");
            Require(group.RateHz >= LeastHz && group.RateHz <= MostHz, FormattableString.Invariant($"{group.RateHz} Hz"), FormattableString.Invariant($"{LeastHz} to {MostHz} Hz"));
            Require(AllowsWide || group.Kind.ByteCount() <= 2, $"samples of {group.Kind.ByteCount() * 8} bits", "at most 16 bits; scale the samples");
        }
    }

    private void Require(bool permitted, string found, string allowed)
    {
        if (!permitted)
        {
            throw new DicomException($"DicomWaveform: {SopClass} does not permit {found}; permitted are {allowed}.") { Tag = WaveformTags.WaveformSequence };
        }
    }
}
