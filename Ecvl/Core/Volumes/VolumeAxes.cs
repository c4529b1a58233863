namespace DeepHealth.Ecvl;

/// <summary>Maps numbered dimensions of files to the letters of images.</summary>
internal static class VolumeAxes
{
    /// <summary>The letters of dimensions 1 … 6 of a file.</summary>
    public const string Plain = "xyztco";

    /// <summary>The letters where every voxel holds several samples next to each other.</summary>
    public const string Interleaved = "cxyzto";

    private const int MostSampleBytes = 16;

    /// <summary>Sizes per letter. Dimensions beyond the letters are joined in the last, <c>o</c>.</summary>
    /// <param name="letters"><see cref="Plain"/> or <see cref="Interleaved"/>.</param>
    /// <param name="dimensions">Sizes in the order of the letters, each at least 1.</param>
    /// <returns>Axes and sizes; null where a size exceeds what an image can have.</returns>
    public static (string Axes, int[] Sizes)? Map(string letters, ReadOnlySpan<long> dimensions)
    {
        int rank = Math.Min(dimensions.Length, letters.Length);
        int[] sizes = new int[rank];
        long samples = 1;
        for (int i = 0; i < dimensions.Length; i++)
        {
            int at = Math.Min(i, rank - 1);
            long size = i >= rank ? sizes[at] * dimensions[i] : dimensions[i];

            // Every count of bytes must fit 64 bits, whatever the type of the samples.
            if (dimensions[i] > int.MaxValue || size > int.MaxValue || samples > long.MaxValue / MostSampleBytes / dimensions[i])
            {
                return null;
            }

            samples *= dimensions[i];
            sizes[at] = (int)size;
        }

        return (letters[..rank], sizes);
    }

    /// <summary>The size along x, y, z for a geometry.</summary>
    public static VoxelCounts Voxels(string axes, ReadOnlySpan<int> sizes)
    {
        int x = axes.IndexOf('x', StringComparison.Ordinal);
        int y = axes.IndexOf('y', StringComparison.Ordinal);
        int z = axes.IndexOf('z', StringComparison.Ordinal);
        return new VoxelCounts(x < 0 ? 1 : sizes[x], y < 0 ? 1 : sizes[y], z < 0 ? 1 : sizes[z]);
    }
}
