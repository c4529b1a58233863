namespace DeepHealth.Ecvl.Signals;

/// <summary>One bell-shaped wave of a heart beat.</summary>
/// <remarks><c>amplitude · exp(−(t − offset)² / (2 width²))</c>, t from the R peak. This is one term of McSharry et al. 2003, eq. 1, on its limit
/// cycle: an angle θ is <c>2π t / RR</c> and a wave with the paper's <c>a</c> and <c>b</c> has the amplitude <c>a b² / ω</c>
/// (Sameni et al., "A Nonlinear Bayesian Filtering Framework for ECG Denoising", IEEE TBME 54(12), 2007, where bells have the height directly).
/// Offset and width hold at a beat interval of 1 s; at RR seconds both are multiplied by <c>RR^rateExponent</c>.</remarks>
/// <param name="AmplitudeMv">Height in millivolt, negative for a downward wave.</param>
/// <param name="OffsetSeconds">Centre, in seconds from the R peak.</param>
/// <param name="WidthSeconds">Standard deviation of the bell in seconds, above 0.</param>
/// <param name="RateExponent">Power of the beat interval that stretches the wave: 0 for QRS, 0.5 for T after Bazett, 1 for a fixed angle.</param>
public readonly record struct EcgWave(double AmplitudeMv, double OffsetSeconds, double WidthSeconds, double RateExponent = 0)
{
    /// <summary>The same wave with another height.</summary>
    /// <param name="factor">Multiplies the amplitude.</param>
    public EcgWave Scaled(double factor) => this with { AmplitudeMv = AmplitudeMv * factor };

    /// <summary>The same wave wider and farther from the R peak.</summary>
    /// <param name="factor">Multiplies offset and width, above 0.</param>
    public EcgWave Stretched(double factor) => this with { OffsetSeconds = OffsetSeconds * factor, WidthSeconds = WidthSeconds * factor };
}
