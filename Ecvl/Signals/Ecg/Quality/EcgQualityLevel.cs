namespace DeepHealth.Ecvl.Signals;

/// <summary>What a stretch of electrocardiogram is good for.</summary>
public enum EcgQualityLevel
{
    /// <summary>Waves can be measured.</summary>
    Excellent,

    /// <summary>Beats can be found; measuring waves needs a look.</summary>
    Acceptable,

    /// <summary>Noise.</summary>
    Unacceptable,
}
