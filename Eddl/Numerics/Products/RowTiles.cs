namespace DeepHealth.Numerics;

/// <summary>Rows spread over as few tiles as possible, whose heights differ by at most one; the higher ones come first.</summary>
/// <param name="rows">Rows, at least 1.</param>
/// <param name="limit">Most rows of a tile.</param>
internal readonly struct RowTiles(int rows, int limit)
{
    private readonly int _height = rows / (((rows - 1) / limit) + 1);
    private readonly int _higher = rows % (((rows - 1) / limit) + 1);

    /// <summary>Number of tiles.</summary>
    public int Count { get; } = ((rows - 1) / limit) + 1;

    /// <summary>Height of one tile.</summary>
    public int Rows(int tile) => tile < _higher ? _height + 1 : _height;

    /// <summary>First row of one tile.</summary>
    public int FirstRow(int tile) => (tile * _height) + Math.Min(tile, _higher);
}
