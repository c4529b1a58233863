using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How a convolution or its input gradient becomes sums of runs: which cells read what, and the order of the packed weights.</summary>
/// <remarks>Pointers into the workspace of the thread that made it; good until that thread makes another. The taps are packed in the order of
/// <see cref="Depth"/>, <see cref="Height"/> and <see cref="Width"/>, the channels innermost.</remarks>
internal unsafe struct CellPlan
{
    // Room for the segments of a split axis; one with more is not worth splitting.
    private const int MostSplits = 8;

    // Cost of a tile or a run beside its terms, and of the cells that a low tile lacks; in terms and rows.
    private const int TileCost = 16;
    private const int RunCost = 3;
    private const int LeastRows = 8;
    private const int UsualRows = 14;

    /// <summary>Taps along D.</summary>
    public AxisPlan Depth;

    /// <summary>Taps along H.</summary>
    public AxisPlan Height;

    /// <summary>Taps along W.</summary>
    public AxisPlan Width;

    /// <summary>Passes.</summary>
    public CellPass* Passes;

    /// <summary>Number of passes.</summary>
    public int PassCount;

    /// <summary>Runs of all passes.</summary>
    public SourceRun* Runs;

    /// <summary>Distances of the cells in the source.</summary>
    public CellSteps SourceSteps;

    /// <summary>Distances of the cells in the result.</summary>
    public CellSteps PlaceSteps;

    /// <summary>Tiles of all passes.</summary>
    public int Tiles;

    /// <summary>Cells of all passes.</summary>
    public long Cells;

    /// <summary>Packed taps.</summary>
    public readonly int Taps => Depth.Taps * Height.Taps * Width.Taps;

    /// <summary>Plans a convolution.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="isGradient">Whether the result is the input gradient.</param>
    /// <param name="source">Arrangement of the source.</param>
    /// <param name="result">Arrangement of the result.</param>
    /// <param name="sizes">Panels.</param>
    /// <param name="tileRows">Most rows of a tile.</param>
    public static CellPlan Of(in ConvolutionShape shape, bool isGradient, ChannelsLast source, ChannelsLast result, in PanelSizes sizes, int tileRows)
    {
        int terms = sizes.Terms;
        CellPlan plan = default;
        int* memory = (int*)Workspace.Take(
            WorkspaceSlot.Axes, AxisRoom(shape.Depth, isGradient) + AxisRoom(shape.Height, isGradient) + AxisRoom(shape.Width, isGradient));
        AxisPlan depth = PlanAxis(shape.Depth, isGradient, ref memory, out AxisPlan splitDepth);
        AxisPlan height = PlanAxis(shape.Height, isGradient, ref memory, out AxisPlan splitHeight);
        AxisPlan width = PlanAxis(shape.Width, isGradient, ref memory, out AxisPlan splitWidth);

        // Left-out taps save work, but more passes have more tiles that are not full: take the cheapest of all ways to split. Tiles of channels
        // that are groups of their own do not cross the ends of rows, and wait for memory: theirs stay whole.
        bool merges = terms == source.Channels;
        double least = double.MaxValue;
        for (int way = 0; way < (sizes.Slides ? 1 : 8); way++)
        {
            AxisPlan d = (way & 1) != 0 ? splitDepth : depth, h = (way & 2) != 0 ? splitHeight : height, w = (way & 4) != 0 ? splitWidth : width;
            double cost = Cost(shape.Batch, d, h, w, terms, merges);
            if (cost < least)
            {
                (least, plan.Depth, plan.Height, plan.Width) = (cost, d, h, w);
            }
        }

        plan.SourceSteps = CellSteps.Of(
            source, plan.Depth.Segments->SourceStep, plan.Height.Segments->SourceStep, plan.Width.Segments->SourceStep);
        plan.PlaceSteps = CellSteps.Of(
            result, plan.Depth.Segments->PlaceStep, plan.Height.Segments->PlaceStep, plan.Width.Segments->PlaceStep);
        plan.AddPasses(shape.Batch, source, result, terms, merges, tileRows);
        return plan;
    }

    private static int AxisRoom(in Window window, bool isGradient)
        => window.Kernel + ((AxisPlan.Phases(window, isGradient) + MostSplits) * (sizeof(AxisSegment) / sizeof(int)));

    private static AxisPlan PlanAxis(in Window window, bool isGradient, ref int* memory, out AxisPlan split)
    {
        int phases = AxisPlan.Phases(window, isGradient);
        AxisSegment* segments = (AxisSegment*)memory;
        int* order = (int*)(segments + phases + MostSplits);
        memory = order + window.Kernel;
        AxisPlan.TryBuild(window, isGradient, splits: false, segments, phases, order, out AxisPlan plan);
        if (!AxisPlan.TryBuild(window, isGradient, splits: true, segments + phases, MostSplits, order, out split))
        {
            split = plan;
        }

        return plan;
    }

    private static double Cost(int batch, in AxisPlan depth, in AxisPlan height, in AxisPlan width, int terms, bool merges)
    {
        double cost = 0;
        for (int d = 0; d < depth.Count; d++)
        {
            for (int h = 0; h < height.Count; h++)
            {
                for (int w = 0; w < width.Count; w++)
                {
                    AxisSegment x = depth.Segments[d], y = height.Segments[h], z = width.Segments[w];
                    double cells = (double)batch * x.Cells * y.Cells * z.Cells;
                    double tiles = Math.Ceiling(cells / UsualRows);
                    double runs = (double)x.Taps * y.Taps * (merges && z.ShiftStep == 1 ? 1 : z.Taps);
                    cost += Math.Max(cells, tiles * LeastRows) * (((double)x.Taps * y.Taps * z.Taps * terms) + (runs * RunCost) + TileCost);
                }
            }
        }

        return cost;
    }

    private void AddPasses(int batch, ChannelsLast source, ChannelsLast result, int terms, bool merges, int tileRows)
    {
        PassCount = Depth.Count * Height.Count * Width.Count;
        int mostRuns = 0;
        for (int d = 0; d < Depth.Count; d++)
        {
            for (int h = 0; h < Height.Count; h++)
            {
                for (int w = 0; w < Width.Count; w++)
                {
                    mostRuns += Depth.Segments[d].Taps * Height.Segments[h].Taps * Width.Segments[w].Taps;
                }
            }
        }

        Runs = (SourceRun*)Workspace.Take(
            WorkspaceSlot.Taps, (((long)mostRuns * sizeof(SourceRun)) + ((long)PassCount * sizeof(CellPass))) / sizeof(float));
        Passes = (CellPass*)(Runs + mostRuns);
        SourceRun* next = Runs;
        CellPass* pass = Passes;
        for (int d = 0; d < Depth.Count; d++)
        {
            for (int h = 0; h < Height.Count; h++)
            {
                for (int w = 0; w < Width.Count; w++, pass++)
                {
                    AxisSegment x = Depth.Segments[d], y = Height.Segments[h], z = Width.Segments[w];
                    SourceRun* first = next;
                    next = AddRuns(x, y, z, source, terms, merges, next);
                    *pass = new CellPass
                    {
                        Depth = x.Cells,
                        Height = y.Cells,
                        Width = z.Cells,
                        Source = At(source, x.Source, y.Source, z.Source),
                        Place = At(result, x.Place, y.Place, z.Place),
                        FirstRun = (int)(first - Runs),
                        Runs = (int)(next - first),
                        Tiles = new RowTiles(checked(batch * x.Cells * y.Cells * z.Cells), tileRows),
                        FirstTile = Tiles,
                    };
                    Tiles += pass->Tiles.Count;
                    Cells += (long)batch * x.Cells * y.Cells * z.Cells;
                }
            }
        }
    }

    // Neighbouring taps along W are one run where their channels are neighbours in the source.
    private readonly SourceRun* AddRuns(
        in AxisSegment x, in AxisSegment y, in AxisSegment z, ChannelsLast source, int terms, bool merges, SourceRun* next)
    {
        int merged = merges && z.ShiftStep == 1 ? Math.Max(z.Taps, 1) : 1;
        for (int d = 0; d < x.Taps; d++)
        {
            for (int h = 0; h < y.Taps; h++)
            {
                for (int w = 0; w < z.Taps; w += merged)
                {
                    int position = ((((x.FirstTap + d) * Height.Taps) + y.FirstTap + h) * Width.Taps) + z.FirstTap + w;
                    *next++ = new SourceRun(
                        At(source, x.Shift + (d * x.ShiftStep), y.Shift + (h * y.ShiftStep), z.Shift + (w * z.ShiftStep)),
                        position * terms, merged * terms);
                }
            }
        }

        return next;
    }

    private static nint At(ChannelsLast format, int depth, int height, int width)
        => ((nint)depth * format.SlicePitch) + ((nint)height * format.RowPitch) + ((nint)width * format.Channels);
}
