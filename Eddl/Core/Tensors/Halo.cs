namespace DeepHealth.Eddl;

/// <summary>Zero cells around one axis of a tensor in memory.</summary>
/// <param name="Before">Cells before the first, at least 0.</param>
/// <param name="After">Cells after the last, at least 0.</param>
internal readonly record struct Halo(int Before, int After)
{
    /// <summary>The smallest halo that has room for both.</summary>
    public Halo Union(Halo other) => new(Math.Max(Before, other.Before), Math.Max(After, other.After));

    /// <summary>Whether this halo has room for the other.</summary>
    public bool Contains(Halo other) => Before >= other.Before && After >= other.After;
}
