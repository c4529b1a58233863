namespace DeepHealth.Ecvl.Signals;

/// <summary>How a wavelet transform continues a signal beyond its ends.</summary>
public enum WaveletExtension
{
    /// <summary>Mirrored, with the end sample repeated: little disturbance at the ends, a few more coefficients than samples.</summary>
    Symmetric,

    /// <summary>Repeated, an odd length after doubling its last sample: as many coefficients as samples, orthogonal.</summary>
    Periodization,
}
