namespace DeepHealth.Numerics;

/// <summary>Operands of one sliding tile.</summary>
internal unsafe struct SlidingTileOperands
{
    /// <summary>Source, at the first cell and channel of the tile.</summary>
    public float* X;

    /// <summary>First run of the sums: the taps of one row of the window have <see cref="Taps"/> neighbouring runs, of which the first is read.</summary>
    public SourceRun* Runs;

    /// <summary>End of the runs.</summary>
    public SourceRun* RunsEnd;

    /// <summary>Taps of one row of the window, at least 1.</summary>
    public int Taps;

    /// <summary>Triples of those taps that slide; only where <see cref="TapStep"/> is <see cref="CellStep"/>.</summary>
    public int Threes;

    /// <summary>Distance of neighbouring taps in the source.</summary>
    public nint TapStep;

    /// <summary>Distance of neighbouring cells in the source.</summary>
    public nint CellStep;

    /// <summary>Packed panel of the first register: one register for each tap.</summary>
    public float* Weights;

    /// <summary>Distance of the panels of neighbouring registers.</summary>
    public nint WeightPitch;

    /// <summary>Result, at the first cell and channel of the tile.</summary>
    public float* Y;

    /// <summary>Distance of neighbouring cells in the result.</summary>
    public nint PlaceStep;

    /// <summary>What the sums start with, one number per channel; or null for 0.</summary>
    public float* Bias;

    /// <summary>Registers of channels, at least 1; only one where some lanes are missing.</summary>
    public int Registers;

    /// <summary>Lanes of the register that exist; only the masked way of reading asks.</summary>
    public int Lanes;

    /// <summary>Whether the tile asks ahead for source and result of later ones.</summary>
    public bool AsksAhead;

    /// <summary>How far from its cells the last row of the source lies that the next row of cells reads.</summary>
    public nint SourceAhead;

    /// <summary>Rows of the source to ask for: those that the next row of cells is the first to read.</summary>
    public int RowsAhead;

    /// <summary>Distance from the last of them to the one before.</summary>
    public nint RowAheadPitch;

    /// <summary>Cells of the source for each cell of a row, at least 1.</summary>
    public int CellsAhead;

    /// <summary>Distance of those cells.</summary>
    public nint CellAheadPitch;

    /// <summary>How far from its places the result of later ones lies.</summary>
    public nint PlaceAhead;

    /// <summary>Whether the sums start with what the result holds, plus the bias.</summary>
    public bool Accumulate;
}
