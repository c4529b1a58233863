namespace DeepHealth.Ecvl.Signals;

/// <summary>Which member of the EDF family is written.</summary>
public enum EdfVariant
{
    /// <summary>EDF of 1992: 16-bit samples, no annotations, whole seconds.</summary>
    Edf,

    /// <summary>EDF+: 16-bit samples and annotations; discontinuous where segments are given.</summary>
    EdfPlus,

    /// <summary>BDF: 24-bit samples, no annotations, whole seconds.</summary>
    Bdf,

    /// <summary>BDF+: 24-bit samples and annotations; discontinuous where segments are given.</summary>
    BdfPlus,
}
