namespace DeepHealth.Numerics;

/// <summary>Operands of one tap tile.</summary>
internal unsafe struct TapTileOperands
{
    /// <summary>Input, at the panel's first channel.</summary>
    public float* X;

    /// <summary>Output gradient, at the panel's first channel.</summary>
    public float* Dy;

    /// <summary>First run of outputs.</summary>
    public PixelRun* Runs;

    /// <summary>End of the runs.</summary>
    public PixelRun* RunsEnd;

    /// <summary>For each row of the tile, how far from the first cell of the window its cell lies.</summary>
    public nint* Taps;

    /// <summary>For each row of the tile, where its sums lie.</summary>
    public nint* Places;

    /// <summary>Sums of the panel.</summary>
    public float* Sums;

    /// <summary>Distance of the input cells of neighbouring outputs.</summary>
    public nint XStep;

    /// <summary>Distance of neighbouring outputs.</summary>
    public nint DyStep;

    /// <summary>How far ahead of an output the input is asked for.</summary>
    public nint XAhead;

    /// <summary>How far ahead of an output the output gradient is asked for.</summary>
    public nint DyAhead;

    /// <summary>Channels that exist, at least one in the last register; only the masked way of reading asks.</summary>
    public int Columns;

    /// <summary>Channels of a group; only the grouped way of reading asks.</summary>
    public int GroupSize;

    /// <summary>Channel of the group that every lane of it takes; only the grouped way of reading asks.</summary>
    public int Channel;
}
