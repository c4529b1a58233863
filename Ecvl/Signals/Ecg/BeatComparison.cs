namespace DeepHealth.Ecvl.Signals;

/// <summary>How well detected beats agree with reference beats.</summary>
/// <param name="TruePositives">Reference beats that were found.</param>
/// <param name="FalseNegatives">Reference beats that were missed.</param>
/// <param name="FalsePositives">Detected beats that are none.</param>
public readonly record struct BeatComparison(int TruePositives, int FalseNegatives, int FalsePositives)
{
    /// <summary>The tolerance of the standard, in seconds.</summary>
    public const double StandardToleranceSeconds = 0.15;

    /// <summary>Share of reference beats that were found; NaN without any.</summary>
    public double Sensitivity => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Share of detected beats that are right; NaN without any.</summary>
    public double PositivePredictivity => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Harmonic mean of both; NaN without any beat.</summary>
    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalseNegatives + FalsePositives);

    /// <summary>Pairs beats, each at most once, nearest first where two compete.</summary>
    /// <remarks>ANSI/AAMI EC57:2012 section 4.3.2: within 150 ms.</remarks>
    /// <param name="reference">Samples of reference beats, rising.</param>
    /// <param name="detected">Samples of detected beats, rising.</param>
    /// <param name="rateHz">Samples per second, above 0.</param>
    /// <param name="toleranceSeconds">Greatest distance of a pair, at least 0.</param>
    public static BeatComparison Compare(ReadOnlySpan<int> reference, ReadOnlySpan<int> detected, double rateHz, double toleranceSeconds = StandardToleranceSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        ArgumentOutOfRangeException.ThrowIfNegative(toleranceSeconds);
        double tolerance = toleranceSeconds * rateHz;
        int pairs = 0;
        int i = 0;
        int j = 0;
        while (i < reference.Length && j < detected.Length)
        {
            int distance = Math.Abs(reference[i] - detected[j]);
            if (distance > tolerance)
            {
                _ = reference[i] < detected[j] ? i++ : j++;
            }
            else if (j + 1 < detected.Length && Math.Abs(reference[i] - detected[j + 1]) < distance && !Fits(reference, i + 1, detected[j + 1], Math.Abs(reference[i] - detected[j + 1])))
            {
                j++;
            }
            else if (i + 1 < reference.Length && Math.Abs(reference[i + 1] - detected[j]) < distance && !Fits(detected, j + 1, reference[i + 1], Math.Abs(reference[i + 1] - detected[j])))
            {
                i++;
            }
            else
            {
                pairs++;
                i++;
                j++;
            }
        }

        return new BeatComparison(pairs, reference.Length - pairs, detected.Length - pairs);
    }

    /// <summary>Whether the beat that is next in line is nearer still.</summary>
    private static bool Fits(ReadOnlySpan<int> beats, int index, int place, int distance)
        => index < beats.Length && Math.Abs(beats[index] - place) < distance;

    private static double Ratio(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
