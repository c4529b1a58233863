namespace DeepHealth.Ecvl.Signals;

/// <summary>How the spectra of segments become one.</summary>
public enum SpectralAverage
{
    /// <summary>Mean.</summary>
    Mean,

    /// <summary>Median, corrected for its bias: robust against single segments with artefacts (Allen et al., "FINDCHIRP", 2012, appendix B).</summary>
    Median,
}
