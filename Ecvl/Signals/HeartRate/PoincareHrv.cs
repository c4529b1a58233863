namespace DeepHealth.Ecvl.Signals;

/// <summary>Shape of the cloud of successive intervals, and what follows from it.</summary>
/// <remarks>Brennan, Palaniswami and Kamen, "Do Existing Measures of Poincaré Plot Geometry Reflect Nonlinear Features of Heart Rate Variability?", IEEE
/// Transactions on Biomedical Engineering 48, 2001; Toichi et al., Journal of the Autonomic Nervous System 62, 1997, for the cardiac indices;
/// Jeppesen et al., "Using Lorenz Plot and Cardiac Sympathetic Index", Seizure 24, 2015, for the modified one.</remarks>
/// <param name="Sd1Ms">Width of the cloud: <c>√(var(d) / 2)</c> with d the differences, variances divided by n − 1.</param>
/// <param name="Sd2Ms">Length of the cloud: <c>√(2 SDNN² − var(d) / 2)</c>.</param>
public readonly record struct PoincareHrv(double Sd1Ms, double Sd2Ms)
{
    /// <summary>Length over width.</summary>
    public double Ratio => Sd2Ms / Sd1Ms;

    /// <summary>Cardiac sympathetic index: length over width.</summary>
    public double Csi => Sd2Ms / Sd1Ms;

    /// <summary>Cardiac vagal index: <c>log₁₀(4 SD1 · 4 SD2)</c>.</summary>
    public double Cvi => Math.Log10(16 * Sd1Ms * Sd2Ms);

    /// <summary>Modified sympathetic index: <c>(4 SD2)² / (4 SD1)</c>, in ms.</summary>
    public double ModifiedCsi => 4 * Sd2Ms * Sd2Ms / Sd1Ms;

    /// <summary>Computes the figures.</summary>
    /// <param name="nnMs">Intervals between normal beats in milliseconds, at least three.</param>
    /// <exception cref="ArgumentException">There are fewer than three intervals.</exception>
    public static PoincareHrv Of(ReadOnlySpan<double> nnMs)
    {
        if (nnMs.Length < 3)
        {
            throw new ArgumentException($"PoincareHrv: {nnMs.Length} intervals make no cloud; at least 3 are needed.", nameof(nnMs));
        }

        double sdnn = TimeDomainHrv.Moments(nnMs).Deviation;
        double variance = sdnn * sdnn * nnMs.Length / (nnMs.Length - 1);
        int count = nnMs.Length - 1;
        double mean = (nnMs[^1] - nnMs[0]) / count;
        double squares = 0;
        for (int i = 0; i < count; i++)
        {
            double distance = nnMs[i + 1] - nnMs[i] - mean;
            squares += distance * distance;
        }

        double ofDifferences = squares / (count - 1);
        return new PoincareHrv(Math.Sqrt(ofDifferences / 2), Math.Sqrt(Math.Max((2 * variance) - (ofDifferences / 2), 0)));
    }
}
