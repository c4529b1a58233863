namespace DeepHealth.Eddl;

/// <summary>How nearest neighbours vote.</summary>
public sealed record NeighborOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="count">Number of neighbours, at least 1; 5 by default.</param>
    /// <param name="byDistance">Whether a neighbour counts one over its distance; else all count the same.</param>
    public NeighborOptions(int count = 5, bool byDistance = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        ByDistance = byDistance;
    }

    /// <summary>Number of neighbours.</summary>
    public int Count { get; }

    /// <summary>Whether a neighbour counts one over its distance.</summary>
    public bool ByDistance { get; }
}
