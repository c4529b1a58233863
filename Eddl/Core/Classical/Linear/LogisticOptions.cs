namespace DeepHealth.Eddl;

/// <summary>How a logistic regression is fitted.</summary>
public sealed record LogisticOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="c">Weight of the data against the penalty, above 0; 1 by default. Small values keep weights small.</param>
    /// <param name="weighting">How classes of unequal size are weighed.</param>
    /// <param name="tolerance">The fit ends where no entry of the gradient exceeds this, above 0; 1e-6 by default.</param>
    /// <param name="maximumRounds">Most rounds of the minimisation, at least 1; 1000 by default.</param>
    public LogisticOptions(double c = 1, ClassWeighting weighting = ClassWeighting.None, double tolerance = 1e-6, int maximumRounds = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(c);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRounds, 1);
        C = c;
        Weighting = weighting;
        Tolerance = tolerance;
        MaximumRounds = maximumRounds;
    }

    /// <summary>Weight of the data against the penalty.</summary>
    public double C { get; }

    /// <summary>How classes of unequal size are weighed.</summary>
    public ClassWeighting Weighting { get; }

    /// <summary>Greatest entry of the gradient at the end.</summary>
    public double Tolerance { get; }

    /// <summary>Most rounds of the minimisation.</summary>
    public int MaximumRounds { get; }
}
