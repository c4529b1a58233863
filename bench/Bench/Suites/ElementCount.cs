namespace DeepHealth.Bench;

/// <summary>Size of an element-wise op.</summary>
/// <param name="Elements">Number of elements.</param>
public readonly record struct ElementCount(int Elements) : IWork
{
    /// <summary>Bytes of one stream of floats.</summary>
    public double Work => sizeof(float) * (double)Elements;

    /// <summary>Text such as <c>16 Ki</c>.</summary>
    public override string ToString() => Elements >= 1 << 20 ? $"{Elements >> 20} Mi" : $"{Elements >> 10} Ki";
}
