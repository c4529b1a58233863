namespace DeepHealth.Numerics;

/// <summary>The size of a tile, known when the kernel is compiled.</summary>
internal interface IRowCount
{
    /// <summary>Rows of the tile, or registers of one row, from 1 to 14.</summary>
    static abstract int Rows { get; }
}
