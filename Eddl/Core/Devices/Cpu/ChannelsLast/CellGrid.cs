namespace DeepHealth.Eddl;

/// <summary>Sizes of a tensor <c>[N, C, D, H, W]</c>; 1-D and 2-D have leading axes of one cell.</summary>
/// <param name="Batch">Samples N.</param>
/// <param name="Channels">Channels C, which lie side by side in every cell.</param>
/// <param name="Depth">Cells along D.</param>
/// <param name="Height">Cells along H.</param>
/// <param name="Width">Cells along W.</param>
internal readonly record struct CellGrid(int Batch, int Channels, int Depth, int Height, int Width)
{
    /// <summary>Cells of all samples.</summary>
    public int Cells => Batch * Depth * Height * Width;

    /// <summary>Cells of one sample.</summary>
    public int SampleCells => Depth * Height * Width;

    /// <summary>Elements in all.</summary>
    public int Count => Cells * Channels;

    /// <summary>The sizes of a tensor in that format.</summary>
    public static CellGrid Of(ChannelsLast format) => new(format.Batch, format.Channels, format.Depth, format.Height, format.Width);
}
