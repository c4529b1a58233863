namespace DeepHealth.Bench;

/// <summary>Size of a batch.</summary>
/// <param name="Samples">Samples.</param>
public readonly record struct SampleCount(int Samples) : IWork
{
    /// <summary>Samples.</summary>
    public double Work => Samples;

    /// <summary>The number.</summary>
    public override string ToString() => $"{Samples}";
}
