namespace DeepHealth.Ecvl.Signals;

/// <summary>How a subject's atria and atrioventricular node behave during atrial fibrillation.</summary>
/// <remarks>Ventricular response: Corino, Sandberg, Mainardi, Sörnmo, "An Atrioventricular Node Model for Analysis of the Ventricular Response
/// During Atrial Fibrillation", IEEE TBME 58(12), 2011: λ, α, τ1, τ2 and τp.
/// Fibrillatory waves: Stridh and Sörnmo, "Spatiotemporal QRST Cancellation Techniques for Analysis of Atrial Fibrillation", IEEE TBME 48(1),
/// 2001: the sawtooth that simulates f waves.</remarks>
/// <param name="ImpulseRateHz">λ, mean rate of atrial impulses at the node per second; also the mean frequency of the fibrillatory waves.</param>
/// <param name="SlowPathwayShare">α, probability that a beat uses the pathway with the shorter refractory period, in [0, 1].</param>
/// <param name="SlowRefractorySeconds">τ1, minimal refractory period of that pathway.</param>
/// <param name="FastRefractorySeconds">τ2, minimal refractory period of the other pathway, at least τ1.</param>
/// <param name="ProlongationSeconds">τp, longest prolongation by concealed conduction.</param>
/// <param name="WaveAmplitudeMv">a, mean height of the sawtooth.</param>
/// <param name="AmplitudeModulation">Δa / a, relative swing of the height.</param>
/// <param name="AmplitudeModulationHz">fa, frequency of that swing.</param>
/// <param name="FrequencyDeviationHz">Δf, largest deviation of the fibrillatory frequency.</param>
/// <param name="FrequencyModulationHz">ff, frequency of that deviation.</param>
public sealed record AtrialFibrillationParameters(
    double ImpulseRateHz,
    double SlowPathwayShare,
    double SlowRefractorySeconds,
    double FastRefractorySeconds,
    double ProlongationSeconds,
    double WaveAmplitudeMv,
    double AmplitudeModulation,
    double AmplitudeModulationHz,
    double FrequencyDeviationHz,
    double FrequencyModulationHz)
{
    internal static AtrialFibrillationParameters Draw(RandomDraws random)
    {
        double slow = random.Uniform(0.27, 0.62);
        return new AtrialFibrillationParameters(
            ImpulseRateHz: random.Uniform(5, 9),
            SlowPathwayShare: random.Uniform(0.2, 0.8),
            SlowRefractorySeconds: slow,
            FastRefractorySeconds: slow + random.Uniform(0, 0.25),
            ProlongationSeconds: random.Uniform(0.02, 0.3),
            WaveAmplitudeMv: random.LogNormal(0.035, 0.5, 0.01, 0.15),
            AmplitudeModulation: random.Uniform(0.2, 0.6),
            AmplitudeModulationHz: random.Uniform(0.08, 0.4),
            FrequencyDeviationHz: random.Uniform(0.1, 0.5),
            FrequencyModulationHz: random.Uniform(0.1, 0.3));
    }
}
