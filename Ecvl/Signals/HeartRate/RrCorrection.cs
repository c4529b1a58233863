namespace DeepHealth.Ecvl.Signals;

/// <summary>A series of beats without artefacts, and what was wrong.</summary>
/// <remarks>Lipponen and Tarvainen, "A robust algorithm for heart rate variability time series artefact correction using novel beat classification",
/// Journal of Medical Engineering &amp; Technology 43, 2019: extra beats are removed, missed ones put in the middle of their interval; ectopic and
/// misplaced beats are moved so that the intervals between their sound neighbours become equal.</remarks>
/// <param name="Kinds">What is wrong with each beat that was given.</param>
/// <param name="BeatSeconds">Times of the corrected beats in seconds, rising; more or fewer than were given by the missed and extra ones.</param>
public sealed record RrCorrection(RrArtefact[] Kinds, double[] BeatSeconds)
{
    /// <summary>Intervals between the corrected beats in milliseconds.</summary>
    public double[] IntervalsMs()
    {
        double[] intervals = new double[Math.Max(BeatSeconds.Length - 1, 0)];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = 1000 * (BeatSeconds[i + 1] - BeatSeconds[i]);
        }

        return intervals;
    }

    /// <summary>How many beats have an artefact.</summary>
    /// <param name="kind">The artefact.</param>
    public int Count(RrArtefact kind) => Kinds.AsSpan().Count(kind);

    /// <summary>Corrects a series of R peaks.</summary>
    /// <param name="peaks">Samples of R peaks, rising.</param>
    /// <param name="rateHz">Samples per second, above 0.</param>
    /// <exception cref="ArgumentException">The peaks do not rise.</exception>
    public static RrCorrection Of(ReadOnlySpan<int> peaks, double rateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        double[] seconds = new double[peaks.Length];
        for (int i = 0; i < seconds.Length; i++)
        {
            seconds[i] = peaks[i] / rateHz;
        }

        return Of(seconds);
    }

    /// <summary>Corrects a series of beats.</summary>
    /// <param name="beatSeconds">Times of beats in seconds, rising. Fewer than four are returned as they are.</param>
    /// <exception cref="ArgumentException">The times do not rise or are not finite.</exception>
    public static RrCorrection Of(ReadOnlySpan<double> beatSeconds)
    {
        for (int i = 0; i < beatSeconds.Length; i++)
        {
            if (!double.IsFinite(beatSeconds[i]) || (i > 0 && !(beatSeconds[i] > beatSeconds[i - 1])))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"RrCorrection: beat {i} is at {beatSeconds[i]} s after one at {(i > 0 ? beatSeconds[i - 1] : 0)} s; times must be finite and rise."), nameof(beatSeconds));
            }
        }

        RrArtefact[] kinds = beatSeconds.Length < 4 ? new RrArtefact[beatSeconds.Length] : RrClassifier.Classify(beatSeconds);
        return new RrCorrection(kinds, Correct(beatSeconds, kinds));
    }

    private static double[] Correct(ReadOnlySpan<double> beats, RrArtefact[] kinds)
    {
        List<double> corrected = [];
        for (int i = 0; i < beats.Length; i++)
        {
            if (kinds[i] == RrArtefact.Extra)
            {
                continue;
            }

            if (kinds[i] == RrArtefact.Missed && i > 0)
            {
                corrected.Add((beats[i - 1] + beats[i]) / 2);
            }

            // NaN marks a beat to be placed between its neighbours; the ends stay.
            bool isMoved = kinds[i] is RrArtefact.Ectopic or RrArtefact.Misplaced && i > 0 && i < beats.Length - 1;
            corrected.Add(isMoved ? double.NaN : beats[i]);
        }

        double[] result = [.. corrected];
        NnIntervals.Fill(result);
        return result;
    }
}
