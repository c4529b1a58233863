namespace DeepHealth.Ecvl.Learning;

/// <summary>How training windows are varied. Every draw depends on (seed, epoch, sample) alone.</summary>
public sealed record SignalAugmentation
{
    /// <summary>No variation but the random place of the window.</summary>
    public static SignalAugmentation None { get; } = new() { GainSpread = 0, FlipProbability = 0, NoiseDeviation = 0, StretchSpread = 0 };

    /// <summary>Gains are drawn from 1 − spread to 1 + spread, from 0 to below 1.</summary>
    public float GainSpread { get; init; } = 0.2f;

    /// <summary>Probability that the polarity is reversed, from 0 to 1: electrodes are sometimes swapped.</summary>
    public float FlipProbability { get; init; } = 0.1f;

    /// <summary>Standard deviation of added white noise, in units of the standardised signal, at least 0.</summary>
    public float NoiseDeviation { get; init; } = 0.05f;

    /// <summary>Time is stretched by factors from 1 − spread to 1 + spread, from 0 to below 1: the heart rate varies.</summary>
    public float StretchSpread { get; init; } = 0.05f;

    internal void Validate()
    {
        if (!(GainSpread is >= 0 and < 1 && StretchSpread is >= 0 and < 1 && FlipProbability is >= 0 and <= 1 && NoiseDeviation is >= 0 and < float.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(GainSpread), FormattableString.Invariant(
                $"SignalAugmentation: needs spreads from 0 to below 1, a probability from 0 to 1 and a finite deviation from 0; gain spread {GainSpread}, stretch spread {StretchSpread}, flip probability {FlipProbability}, noise deviation {NoiseDeviation}."));
        }
    }
}
