namespace DeepHealth.Numerics;

/// <summary>Operands of one sliding tile. Distances are in floats.</summary>
internal unsafe struct SlidingGradientTileOperands
{
    /// <summary>First input cell of the first row that any window meets, at the panel's first channel.</summary>
    public float* X;

    /// <summary>First output of the first row, at the panel's first channel.</summary>
    public float* Dy;

    /// <summary>Sums of the tile's first window cell, for the panel's first channel.</summary>
    public float* Sums;

    /// <summary>Rows of outputs.</summary>
    public int Rows;

    /// <summary>Outputs of a row.</summary>
    public int Outputs;

    /// <summary>Input cells of a row that a window meets.</summary>
    public int Cells;

    /// <summary>The output whose window starts at the first input cell; beyond the outputs where there is none.</summary>
    public int First;

    /// <summary>Distance of the input cells of neighbouring rows of outputs.</summary>
    public nint XPitch;

    /// <summary>Distance of neighbouring rows of outputs.</summary>
    public nint DyPitch;

    /// <summary>Distance of neighbouring rows of the window in the input.</summary>
    public nint WindowPitch;

    /// <summary>Distance of the sums of neighbouring window cells.</summary>
    public nint SumPitch;

    /// <summary>Distance of neighbouring input cells.</summary>
    public nint XStep;

    /// <summary>Distance of neighbouring outputs.</summary>
    public nint DyStep;

    /// <summary>How far ahead of a cell the input is asked for.</summary>
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
