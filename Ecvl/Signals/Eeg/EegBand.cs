namespace DeepHealth.Ecvl.Signals;

/// <summary>A named range of frequencies.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LowHz">Lowest frequency, at least 0.</param>
/// <param name="HighHz">Highest frequency, above the lowest.</param>
public readonly record struct EegBand(string Name, double LowHz, double HighHz)
{
    /// <summary>Delta 0.5 to 4, theta to 8, alpha to 13, beta to 30 and gamma to 45 Hz.</summary>
    public static IReadOnlyList<EegBand> Standard { get; } =
        [new("delta", 0.5, 4), new("theta", 4, 8), new("alpha", 8, 13), new("beta", 13, 30), new("gamma", 30, 45)];
}
