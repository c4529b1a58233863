namespace DeepHealth.Ecvl.Signals;

/// <summary>How epochs are cut and which are refused.</summary>
public sealed record EpochOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="startSeconds">Begin of an epoch from its event, negative before it; −0.2 s by default.</param>
    /// <param name="endSeconds">End, included, after the begin; 0.5 s by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is not after the begin.</exception>
    public EpochOptions(double startSeconds = -0.2, double endSeconds = 0.5)
    {
        if (!(endSeconds > startSeconds))
        {
            throw new ArgumentOutOfRangeException(nameof(endSeconds), FormattableString.Invariant($"EpochOptions: an epoch from {startSeconds} to {endSeconds} s is empty; the end must be after the begin."));
        }

        StartSeconds = startSeconds;
        EndSeconds = endSeconds;
    }

    /// <summary>Begin of an epoch from its event.</summary>
    public double StartSeconds { get; }

    /// <summary>End of an epoch from its event, included.</summary>
    public double EndSeconds { get; }

    /// <summary>Stretch, both ends included, whose mean is subtracted from each channel of an epoch; null (default) for none.</summary>
    public (double StartSeconds, double EndSeconds)? Baseline { get; init; }

    /// <summary>Greatest distance of the highest and lowest sample of a channel, in the signals' unit; no limit by default.</summary>
    public double MostPeakToPeak { get; init; } = double.PositiveInfinity;

    /// <summary>Least distance of the highest and lowest sample of a channel; 0 (default) for no limit.</summary>
    public double LeastPeakToPeak { get; init; }
}
