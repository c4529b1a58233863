namespace DeepHealth.Eddl;

/// <summary>How a support vector machine is fitted.</summary>
public sealed record SvmOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="kernel">Similarity of samples; radial by default.</param>
    /// <param name="c">Price of a sample on the wrong side of its margin, above 0; 1 by default.</param>
    /// <param name="gamma">Width of the radial kernel, above 0; null for 1 / (features · variance of all values).</param>
    /// <param name="weighting">How classes of unequal size are weighed.</param>
    /// <param name="tolerance">Greatest violation of the optimality conditions at the end, above 0; 1e-3 by default.</param>
    public SvmOptions(SvmKernel kernel = SvmKernel.Rbf, double c = 1, double? gamma = null, ClassWeighting weighting = ClassWeighting.None, double tolerance = 1e-3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(c);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma ?? 1);
        Kernel = kernel;
        C = c;
        Gamma = gamma;
        Weighting = weighting;
        Tolerance = tolerance;
    }

    /// <summary>Similarity of samples.</summary>
    public SvmKernel Kernel { get; }

    /// <summary>Price of a sample on the wrong side of its margin.</summary>
    public double C { get; }

    /// <summary>Width of the radial kernel; null for 1 / (features · variance of all values).</summary>
    public double? Gamma { get; }

    /// <summary>How classes of unequal size are weighed.</summary>
    public ClassWeighting Weighting { get; }

    /// <summary>Greatest violation of the optimality conditions at the end.</summary>
    public double Tolerance { get; }

    /// <summary>The width for a training set.</summary>
    internal double GammaFor(FeatureTable samples)
    {
        if (Gamma is { } given)
        {
            return given;
        }

        double mean = 0;
        foreach (double value in samples.Values)
        {
            mean += value / samples.Values.Length;
        }

        double variance = 0;
        foreach (double value in samples.Values)
        {
            variance += (value - mean) * (value - mean) / samples.Values.Length;
        }

        return variance > 0 ? 1 / (samples.Columns * variance) : 1;
    }
}
