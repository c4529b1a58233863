namespace DeepHealth.Numerics;

/// <summary>Rows spread over as few tiles as possible, whose heights differ by at most one; the higher ones come first.</summary>
internal readonly struct RowTiles
{
    private readonly int _height;
    private readonly int _higher;

    /// <summary>Spreads rows.</summary>
    /// <param name="rows">Rows, at least 0.</param>
    /// <param name="limit">Most rows of a tile.</param>
    public RowTiles(int rows, int limit)
    {
        Count = (rows + limit - 1) / limit;
        (_height, _higher) = Math.DivRem(rows, Math.Max(Count, 1));
    }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>Height of one tile.</summary>
    public int Rows(int tile) => tile < _higher ? _height + 1 : _height;

    /// <summary>First row of one tile.</summary>
    public int FirstRow(int tile) => (tile * _height) + Math.Min(tile, _higher);
}
