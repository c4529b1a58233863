using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Cells of a result that are sums of the same runs of the source, a box <c>[N, depth, height, width]</c> covered by tiles.</summary>
internal struct CellPass
{
    /// <summary>Cells along D.</summary>
    public int Depth;

    /// <summary>Cells along H.</summary>
    public int Height;

    /// <summary>Cells along W.</summary>
    public int Width;

    /// <summary>Where the first cell lies in the source.</summary>
    public nint Source;

    /// <summary>Where the first cell lies in the result.</summary>
    public nint Place;

    /// <summary>First run.</summary>
    public int FirstRun;

    /// <summary>Number of runs.</summary>
    public int Runs;

    /// <summary>Tiles over the cells.</summary>
    public RowTiles Tiles;

    /// <summary>Number of the first tile among those of all passes.</summary>
    public int FirstTile;
}
