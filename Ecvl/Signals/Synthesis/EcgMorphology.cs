using System.Collections.Immutable;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Shape of one heart beat: a P wave, a QRS complex and a T wave, each a sum of bells.</summary>
/// <remarks>McSharry, Clifford, Tarassenko, Smith, "A Dynamical Model for Generating Synthetic Electrocardiogram Signals", IEEE TBME 50(3),
/// 2003. The T wave may have two bells, which makes it asymmetric (Clifford, Nemati, Sameni, "An artificial vector model for generating
/// abnormal electrocardiographic rhythms", Physiol. Meas. 31, 2010).</remarks>
/// <param name="P">Atrial wave; its amplitude is 0 where there is none.</param>
/// <param name="Qrs">Bells of the QRS complex; the R wave has offset 0.</param>
/// <param name="T">Bells of the T wave.</param>
public sealed record EcgMorphology(EcgWave P, ImmutableArray<EcgWave> Qrs, ImmutableArray<EcgWave> T)
{
    /// <summary>The beat of McSharry et al. 2003, Table I, scaled to an R wave of 1 mV.</summary>
    /// <remarks>Angles −π/3, −π/12, 0, π/12, π/2; widths 0.25, 0.1, 0.1, 0.1, 0.4; a = 1.2, −5, 30, −7.5, 0.75. All waves keep their angle, so
    /// that the rate exponent is 1 throughout. At 60 beats per minute an angle of 2π is one second.</remarks>
    public static EcgMorphology McSharry2003 { get; } = new(
        FromTable(1.2, -Math.PI / 3, 0.25),
        [FromTable(-5, -Math.PI / 12, 0.1), FromTable(30, 0, 0.1), FromTable(-7.5, Math.PI / 12, 0.1)],
        [FromTable(0.75, Math.PI / 2, 0.4)]);

    /// <summary>The same beat without a P wave.</summary>
    public EcgMorphology WithoutP() => this with { P = P.Scaled(0) };

    /// <summary>Writes the noise-free ECG of equal beats.</summary>
    /// <remarks>The paper's baseline z0 is 0. See <see cref="EcgSynthesizer"/> for how the equation is solved.</remarks>
    /// <param name="beatSeconds">R peak times in seconds from the first sample, rising. May begin before 0 and end after the last sample.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="destination">Receives the samples in millivolt; overwritten.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0, or the beat times do not rise.</exception>
    public void Render(ReadOnlySpan<double> beatSeconds, double rateHz, Span<float> destination)
    {
        if (!(rateHz > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(rateHz), rateHz, $"EcgMorphology.Render: the sampling rate is {rateHz} Hz, but must be above 0.");
        }

        destination.Clear();
        for (int i = 0; i < beatSeconds.Length; i++)
        {
            double interval = i > 0 ? beatSeconds[i] - beatSeconds[i - 1] : beatSeconds.Length > 1 ? beatSeconds[1] - beatSeconds[0] : 1;
            if (!(interval > 0))
            {
                throw new ArgumentOutOfRangeException(nameof(beatSeconds), $"EcgMorphology.Render: beat times must rise, but a beat follows {interval} s after another near beat {i}.");
            }

            BeatRenderer.Add(this, beatSeconds[i], interval, gain: 1, rateHz, destination);
        }

        BeatRenderer.Relax(destination, rateHz);
    }

    private static EcgWave FromTable(double a, double angle, double b)
    {
        const double scale = 1 / (30 * 0.1 * 0.1);
        return new EcgWave(a * b * b * scale, angle / (2 * Math.PI), b / (2 * Math.PI), RateExponent: 1);
    }
}
