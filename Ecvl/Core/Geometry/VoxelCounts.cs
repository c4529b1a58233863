namespace DeepHealth.Ecvl;

/// <summary>Size of an image in voxels (pixels for one slice).</summary>
/// <param name="X">Columns, at least 1.</param>
/// <param name="Y">Rows, at least 1.</param>
/// <param name="Z">Slices, at least 1.</param>
public readonly record struct VoxelCounts(int X, int Y, int Z = 1)
{
    /// <summary>Text such as <c>512 x 512 x 40</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{X} x {Y} x {Z}");
}
