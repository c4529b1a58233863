namespace DeepHealth.Bench;

/// <summary>Length of a run of multiply-adds.</summary>
/// <param name="Rounds">Rounds of <see cref="FmaPeakSuite.Accumulators"/> vector operations.</param>
/// <param name="Lanes">Floats of a vector.</param>
public readonly record struct MultiplyAdds(int Rounds, int Lanes) : IWork
{
    /// <summary>Multiplications and additions.</summary>
    public double Work => 2.0 * Rounds * Lanes * FmaPeakSuite.Accumulators;

    /// <summary>Text such as <c>16 lanes</c>.</summary>
    public override string ToString() => $"{Lanes} lanes";
}
