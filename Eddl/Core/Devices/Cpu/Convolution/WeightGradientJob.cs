using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Weight gradient of a convolution on channels-last memory: one part is one panel of filters of one group, some of its channels, and
/// a range of the outputs.</summary>
/// <remarks>Sums lie as <c>[range, panel, window cell, channel, filter of the panel]</c>. For each block of outputs, which stays in the cache, a
/// tile of channels meets the window's cells one after the other, because they read almost the same numbers.</remarks>
internal unsafe struct WeightGradientJob<TRegister, TVector> : IParallelJob
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    /// <summary>Sizes.</summary>
    public ConvolutionShape Shape;

    /// <summary>Blocks of outputs.</summary>
    public WeightGradientBlocks Blocks;

    /// <summary>Ranges of the outputs, each with sums of its own.</summary>
    public int Ranges;

    /// <summary>Parts that share the channels.</summary>
    public int Splits;

    /// <summary>First cell inside the halo of the input.</summary>
    public float* X;

    /// <summary>First cell inside the halo of the output gradient.</summary>
    public float* Dy;

    /// <summary>Sums of all ranges and panels.</summary>
    public float* Sums;

    /// <summary>Filters of a panel, the distance of the rows of the sums.</summary>
    public static int PanelWidth => 2 * TRegister.Width;

    /// <summary>Most channels of a tile.</summary>
    public static int TileRows => WeightGradientTile<TRegister, TVector, TileMode.Double>.MaxRows;

    /// <summary>Panels of all groups.</summary>
    public static int Panels(in ConvolutionShape shape) => shape.Groups * PanelsOf(shape.FiltersPerGroup);

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        (int rest, int split) = Math.DivRem(part, Splits);
        (int range, int panel) = Math.DivRem(rest, Panels(Shape));
        float* sums = Sums + (rest * (nint)Shape.Taps * PanelWidth);
        (int group, int panelOfGroup) = Math.DivRem(panel, PanelsOf(Shape.FiltersPerGroup));
        int filter = panelOfGroup * PanelWidth;
        Compute(
            range, split, X + (group * Shape.ChannelsPerGroup), Dy + (group * Shape.FiltersPerGroup) + filter, sums,
            Math.Min(PanelWidth, Shape.FiltersPerGroup - filter));
    }

    private static int PanelsOf(int filters) => (filters + PanelWidth - 1) / PanelWidth;

    private readonly void Compute(int range, int split, float* x, float* dy, float* sums, int columns)
    {
        if (columns == PanelWidth)
        {
            Compute<TileMode.Double>(range, split, x, dy, sums, columns);
        }
        else if (columns > TRegister.Width)
        {
            Compute<TileMode.DoubleMasked>(range, split, x, dy, sums, columns);
        }
        else
        {
            Compute<TileMode.SingleMasked>(range, split, x, dy, sums, columns);
        }
    }

    private readonly void Compute<TMode>(int range, int split, float* x, float* dy, float* sums, int columns)
        where TMode : struct, ITileMode
    {
        PixelRun* runs = (PixelRun*)Workspace.Take(WorkspaceSlot.Second, (long)Blocks.MostRuns * sizeof(PixelRun) / sizeof(float));
        TapRuns* entries = (TapRuns*)Workspace.Take(WorkspaceSlot.Result, (long)Blocks.Entries * sizeof(TapRuns) / sizeof(float));
        int tiles = new RowTiles(Blocks.RowsPerTap, TileRows).Count;
        int firstTile = split * tiles / Splits, endTile = (split + 1) * tiles / Splits;
        int start = (int)((long)range * Blocks.Pieces / Ranges), end = (int)((long)(range + 1) * Blocks.Pieces / Ranges);
        for (int piece = start; piece < end; piece += Blocks.PiecesPerBlock)
        {
            Blocks.List(piece, Math.Min(piece + Blocks.PiecesPerBlock, end), entries, runs);
            Add<TMode>(firstTile, endTile, entries, isFirst: true, runs, x, dy, sums, columns, accumulate: piece > start);
            if (Blocks.HasBorder)
            {
                Add<TMode>(firstTile, endTile, entries, isFirst: false, runs, x, dy, sums, columns, accumulate: true);
            }
        }
    }

    private readonly void Add<TMode>(
        int firstTile, int endTile, TapRuns* entries, bool isFirst, PixelRun* runs, float* x, float* dy, float* sums, int columns, bool accumulate)
        where TMode : struct, ITileMode
    {
        nint xStep = (nint)Shape.Width.Stride * Shape.Channels, dyStep = Shape.Filters;
        for (int tile = firstTile; tile < endTile; tile++)
        {
            for (int i = 0; i < Blocks.Entries; i++)
            {
                TapRuns entry = entries[i];
                RowTiles rows = new(entry.Rows, TileRows);
                if (entry.IsFirst == isFirst && tile < rows.Count && (entry.Count > 0 || !accumulate))
                {
                    int row = rows.FirstRow(tile);
                    WeightGradientTile<TRegister, TVector, TMode>.Run(
                        rows.Rows(tile), runs + entry.First, entry.Count, x + row, xStep, dy, dyStep,
                        sums + ((nint)(entry.Row + row) * PanelWidth), columns, accumulate);
                }
            }
        }
    }
}
