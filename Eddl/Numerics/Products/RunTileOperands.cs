namespace DeepHealth.Numerics;

/// <summary>Operands of one run tile.</summary>
internal unsafe struct RunTileOperands
{
    /// <summary>Source.</summary>
    public float* X;

    /// <summary>For each row of the tile, where its cell lies in the source.</summary>
    public nint* Cells;

    /// <summary>First run of the sums.</summary>
    public SourceRun* Runs;

    /// <summary>End of the runs.</summary>
    public SourceRun* RunsEnd;

    /// <summary>Packed panel: rows of one or two whole registers, one for each term.</summary>
    public float* Weights;

    /// <summary>Result, at the panel's first column.</summary>
    public float* Y;

    /// <summary>For each row of the tile, where it lies in the result.</summary>
    public nint* Places;

    /// <summary>What the sums start with, one number per column; or null for 0.</summary>
    public float* Bias;

    /// <summary>Columns of the tile that exist, at least one in its last register.</summary>
    public int Columns;

    /// <summary>Lanes of a group; only the grouped way of reading asks.</summary>
    public int GroupSize;

    /// <summary>Whether the tile asks ahead for source and result of later ones; only ways of reading that do not broadcast do.</summary>
    public bool AsksAhead;

    /// <summary>How far from its cells the source of later ones lies.</summary>
    public nint SourceAhead;

    /// <summary>How far from its places the result of later ones lies.</summary>
    public nint PlaceAhead;

    /// <summary>Whether the sums start with what the result holds, plus the bias.</summary>
    public bool Accumulate;
}
