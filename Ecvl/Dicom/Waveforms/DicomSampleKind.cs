namespace DeepHealth.Ecvl.Dicom;

/// <summary>How the samples of a waveform are stored: Waveform Sample Interpretation (5400,1006), DICOM PS3.3 section C.10.9.1.5.</summary>
public enum DicomSampleKind
{
    /// <summary>SB: signed 8 bit.</summary>
    Signed8,

    /// <summary>UB: unsigned 8 bit.</summary>
    Unsigned8,

    /// <summary>MB: 8 bit mu-law (ITU-T G.711).</summary>
    MuLaw,

    /// <summary>AB: 8 bit A-law (ITU-T G.711).</summary>
    ALaw,

    /// <summary>SS: signed 16 bit.</summary>
    Signed16,

    /// <summary>US: unsigned 16 bit.</summary>
    Unsigned16,

    /// <summary>SL: signed 32 bit.</summary>
    Signed32,

    /// <summary>UL: unsigned 32 bit.</summary>
    Unsigned32,
}
