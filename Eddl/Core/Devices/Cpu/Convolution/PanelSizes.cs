using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How the columns of a convolution's product are spread over panels of two registers; the last panel of a group may have one.</summary>
/// <remarks>A column is a filter, or an input channel in the input gradient. Where each group has one column and one source channel (depthwise),
/// or few of both, all groups together are the columns of a product in which every lane reads source channels of its own group.</remarks>
internal readonly struct PanelSizes
{
    /// <summary>Spreads the columns.</summary>
    /// <param name="groups">Groups.</param>
    /// <param name="columns">Columns of one group.</param>
    /// <param name="terms">Source channels of one group.</param>
    public PanelSizes(int groups, int columns, int terms)
    {
        SharesLanes = Shares(groups, columns, terms);
        Groups = SharesLanes ? 1 : groups;
        Columns = SharesLanes ? groups * columns : columns;
        Terms = terms;
        Slides = SharesLanes && terms == 1;
    }

    /// <summary>Numbers in a register of this processor.</summary>
    public static int Lanes { get; } = Vector512.IsHardwareAccelerated ? 16 : Fma.IsSupported ? 8 : AdvSimd.IsSupported ? 4 : 1;

    /// <summary>Most rows of a tile on this processor.</summary>
    public static int TileRows { get; }
        = Vector512.IsHardwareAccelerated ? RunTile<Register512, Vector512<float>, RunRead.Broadcast, RowCount.Two>.MaxRows
            : Fma.IsSupported ? RunTile<Register256, Vector256<float>, RunRead.Broadcast, RowCount.Two>.MaxRows
            : AdvSimd.IsSupported ? RunTile<Register128, Vector128<float>, RunRead.Broadcast, RowCount.Two>.MaxRows
            : RunTile<Register32, float, RunRead.Broadcast, RowCount.Two>.MaxRows;

    /// <summary>Whether groups lie side by side in the lanes of a register.</summary>
    public bool SharesLanes { get; }

    /// <summary>Whether every channel is a group of its own; panels then have one register.</summary>
    public bool Slides { get; }

    /// <summary>Groups with panels of their own.</summary>
    public int Groups { get; }

    /// <summary>Columns of one group.</summary>
    public int Columns { get; }

    /// <summary>Source channels that one column sums over.</summary>
    public int Terms { get; }

    /// <summary>Whether groups are put side by side in the lanes of a register: with one channel always, with few where no register is split.</summary>
    /// <param name="groups">Groups.</param>
    /// <param name="columns">Columns of one group.</param>
    /// <param name="terms">Source channels of one group.</param>
    public static bool Shares(int groups, int columns, int terms)
        => groups > 1 && columns == terms && (terms == 1 || (terms < Lanes && Lanes % terms == 0 && groups * terms % Lanes == 0));

    /// <summary>Registers that cover the columns of one group.</summary>
    public int Registers => (Columns + Lanes - 1) / Lanes;

    /// <summary>Panels of one group.</summary>
    public int PanelsPerGroup => (Registers + MostRegisters - 1) / MostRegisters;

    /// <summary>Panels of all groups.</summary>
    public int Panels => Groups * PanelsPerGroup;

    /// <summary>Floats of the packed weights.</summary>
    /// <param name="taps">Taps.</param>
    public long Floats(int taps) => (long)Groups * Registers * Lanes * taps * Terms;

    /// <summary>Registers of one row of a panel, one or two.</summary>
    public int RegistersOf(int panel) => Math.Min(MostRegisters, Registers - (MostRegisters * (panel % PanelsPerGroup)));

    /// <summary>First column of a panel within its group.</summary>
    public int FirstColumn(int panel) => panel % PanelsPerGroup * MostRegisters * Lanes;

    /// <summary>Columns of a panel that exist.</summary>
    public int ColumnsOf(int panel) => Math.Min(MostRegisters * Lanes, Columns - FirstColumn(panel));

    /// <summary>Where a panel begins in the packed weights.</summary>
    public nint Start(int panel, int taps)
        => (nint)taps * Terms * Lanes * (((nint)(panel / PanelsPerGroup) * Registers) + (MostRegisters * (panel % PanelsPerGroup)));

    private int MostRegisters => Slides ? 1 : 2;
}
