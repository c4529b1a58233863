namespace DeepHealth.Eddl;

/// <summary>Zero cells around the spatial axes of a tensor in memory.</summary>
/// <param name="Depth">Along D.</param>
/// <param name="Height">Along H.</param>
/// <param name="Width">Along W.</param>
internal readonly record struct Halos(Halo Depth, Halo Height, Halo Width)
{
    /// <summary>The smallest halos that have room for both.</summary>
    public Halos Union(Halos other) => new(Depth.Union(other.Depth), Height.Union(other.Height), Width.Union(other.Width));
}
