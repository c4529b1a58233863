namespace DeepHealth.Ecvl.Signals;

/// <summary>Why a stretch of electrocardiogram is noisy.</summary>
[Flags]
public enum EcgQualityReasons
{
    /// <summary>It is clean.</summary>
    None = 0,

    /// <summary>Too many samples are missing.</summary>
    Missing = 1,

    /// <summary>The signal stands still for too long: an electrode is off.</summary>
    Flat = 2,

    /// <summary>Too many samples stand at the end of the converter's range.</summary>
    Saturated = 4,

    /// <summary>Too few beats, or two detectors find different ones.</summary>
    Detectors = 8,

    /// <summary>Beats are too unlike the usual beat.</summary>
    Shape = 16,

    /// <summary>Distribution and spectrum are those of noise (<see cref="FuzzyQuality"/>).</summary>
    Spectrum = 32,
}
