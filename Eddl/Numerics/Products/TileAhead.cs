namespace DeepHealth.Numerics;

/// <summary>What a tile asks for while it computes: its share of the panel of B that comes next. Spread over the sums, the requests wait for memory
/// beside the arithmetic; in one burst they would fill the queue that the tile's own reads need.</summary>
/// <param name="start">First number that is asked for, and with it its cache line.</param>
/// <param name="step">Distance to the next one.</param>
/// <param name="terms">Terms of the sums between two of them, at least 1.</param>
internal readonly unsafe struct TileAhead<TNumber>(TNumber* start, nint step, nint terms)
    where TNumber : unmanaged
{
    public readonly TNumber* Start = start;
    public readonly nint Step = step;
    public readonly nint Terms = terms;

    /// <summary>How far from the start a tile of some terms asks.</summary>
    public nint Reach(nint depth) => (((depth - 1) / Terms) + 1) * Step;

    /// <summary>What a tile asks for that begins at a distance from where this one does.</summary>
    public TileAhead<TNumber> At(nint distance) => new(Start + distance, Step, Terms);
}
