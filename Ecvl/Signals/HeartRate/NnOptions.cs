namespace DeepHealth.Ecvl.Signals;

/// <summary>How intervals between beats become intervals between normal beats.</summary>
public sealed record NnOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="leastMs">Intervals below are no heart beats; 300 ms by default.</param>
    /// <param name="mostMs">Intervals above are missed beats; 2000 ms by default.</param>
    /// <param name="rule">Which intervals are ectopic.</param>
    public NnOptions(double leastMs = 300, double mostMs = 2000, EctopicRule rule = EctopicRule.Malik)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leastMs);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostMs, leastMs);
        LeastMs = leastMs;
        MostMs = mostMs;
        Rule = rule;
    }

    /// <summary>Intervals below are no heart beats.</summary>
    public double LeastMs { get; }

    /// <summary>Intervals above are missed beats.</summary>
    public double MostMs { get; }

    /// <summary>Which intervals are ectopic.</summary>
    public EctopicRule Rule { get; }
}
