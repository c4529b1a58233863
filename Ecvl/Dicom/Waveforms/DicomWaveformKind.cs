namespace DeepHealth.Ecvl.Dicom;

/// <summary>Classes of waveform objects (DICOM PS3.3 section A.34).</summary>
public enum DicomWaveformKind
{
    /// <summary>A resting ECG of 12 leads: up to 5 groups, 16 bit, 200 to 1,000 Hz.</summary>
    TwelveLeadEcg,

    /// <summary>Any other ECG: up to 4 groups of up to 24 channels, 16 bit, 200 to 1,000 Hz.</summary>
    GeneralEcg,

    /// <summary>A long-term ECG: one group of up to 12 channels, 50 to 1,000 Hz.</summary>
    AmbulatoryEcg,

    /// <summary>Blood pressures and other haemodynamic signals: up to 4 groups of up to 8 channels.</summary>
    Hemodynamic,

    /// <summary>Signals of cardiac electrophysiology.</summary>
    CardiacElectrophysiology,

    /// <summary>An arterial pulse wave: one group of one channel.</summary>
    ArterialPulse,

    /// <summary>Breathing: one group of one channel.</summary>
    Respiratory,

    /// <summary>A routine scalp EEG.</summary>
    RoutineScalpEeg,

    /// <summary>An electromyogram.</summary>
    Electromyogram,

    /// <summary>A sleep EEG.</summary>
    SleepEeg,
}
