namespace DeepHealth.Ecvl.Signals;

/// <summary>Unit of a power spectrum of a signal in V.</summary>
public enum SpectralScaling
{
    /// <summary>V²/Hz: the integral over frequency is the power.</summary>
    Density,

    /// <summary>V²: the height of a line is the power of that sine.</summary>
    Spectrum,
}
