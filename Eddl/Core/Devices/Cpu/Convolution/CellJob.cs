using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Computes the sums of a <see cref="CellPlan"/>: one part is a range of tiles and a range of panels.</summary>
/// <typeparam name="TOp">What is applied to the finished result, while it is in the cache.</typeparam>
internal unsafe struct CellJob<TOp> : IParallelJob
    where TOp : struct, IUnaryOp
{
    // Cells of one part at most: their source and result stay in the second-level cache beside one block of weights.
    private const int MostCells = 224;

    // Rows of a panel that one sweep over the cells of a part reads: a quarter of the second-level cache of 1 MiB.
    private const int BlockSteps = 2304;

    // Floats of a source and a result that do not stay in the caches until the result is read, about.
    private const long CachedFloats = 4 << 20;

    // Parts that work is split into, where there is enough; tiles of a part below which its weights are hardly used again.
    private const int WantedParts = 32;
    private const int LeastTiles = 8;

    private readonly TOp _op;
    private readonly CellPlan _plan;
    private readonly PanelSizes _sizes;
    private readonly float* _x;
    private readonly WeightPackJob _pack;
    private readonly float* _packed;
    private readonly float* _bias;
    private readonly float* _y;
    private readonly bool _accumulate;
    private readonly bool _asksAhead;
    private readonly int _ranges;
    private readonly int _splits;

    /// <summary>Prepares the parts.</summary>
    /// <param name="op">Applied to the result.</param>
    /// <param name="plan">Cells and runs.</param>
    /// <param name="sizes">Panels.</param>
    /// <param name="x">First cell inside the halo of the source.</param>
    /// <param name="pack">What packs the weights.</param>
    /// <param name="packed">Where all panels lie; null where the parts pack them, which only <see cref="PacksPanels"/> allows.</param>
    /// <param name="bias">One number per column of all groups, or null.</param>
    /// <param name="y">First cell inside the halo of the result.</param>
    /// <param name="accumulate">Whether the sums are added to the result.</param>
    public CellJob(TOp op, in CellPlan plan, in PanelSizes sizes, float* x, in WeightPackJob pack, float* packed, float* bias, float* y, bool accumulate)
    {
        _op = op;
        _plan = plan;
        _sizes = sizes;
        _x = x;
        _pack = pack;
        _packed = packed;
        _bias = bias;
        _y = y;
        _accumulate = accumulate;
        _asksAhead = sizes.SharesLanes && 2L * plan.Cells * sizes.Columns > CachedFloats;
        _ranges = Ranges(plan);
        _splits = Math.Clamp(WantedParts / Math.Max(_ranges, 1), 1, sizes.Panels);
    }

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public readonly int Parts => _ranges * _splits;

    /// <summary>Whether the parts had better pack the weights on their own: where no two parts need the same panel, it then never leaves the cache.</summary>
    public static bool PacksPanels(in CellPlan plan) => Ranges(plan) <= 1;

    private static int Ranges(in CellPlan plan)
    {
        int tiles = Math.Clamp(plan.Tiles / WantedParts, LeastTiles, MostCells / PanelSizes.TileRows);
        return (plan.Tiles + tiles - 1) / tiles;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute(int part)
    {
        (int range, int split) = Math.DivRem(part, _splits);
        int first = (int)((long)range * _plan.Tiles / _ranges), end = (int)((long)(range + 1) * _plan.Tiles / _ranges);
        int firstPanel = (int)((long)split * _sizes.Panels / _splits), endPanel = (int)((long)(split + 1) * _sizes.Panels / _splits);
        nint* cells = stackalloc nint[2 * MostCells];
        CellTile* tiles = stackalloc CellTile[end - first];
        int count = new CellWalk(_plan).Fill(first, end, tiles, cells, cells + MostCells);
        if (Vector512.IsHardwareAccelerated)
        {
            Compute<Register512, Vector512<float>>(firstPanel, endPanel, tiles, end - first, cells);
        }
        else if (Fma.IsSupported)
        {
            Compute<Register256, Vector256<float>>(firstPanel, endPanel, tiles, end - first, cells);
        }
        else if (AdvSimd.IsSupported)
        {
            Compute<Register128, Vector128<float>>(firstPanel, endPanel, tiles, end - first, cells);
        }
        else
        {
            Compute<Register32, float>(firstPanel, endPanel, tiles, end - first, cells);
        }

        if (typeof(TOp) != typeof(Identity))
        {
            Finish(firstPanel, endPanel, cells + MostCells, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Compute<TRegister, TVector>(int panel, int endPanel, CellTile* tiles, int count, nint* cells)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int steps = _plan.Taps * _sizes.Terms;
        float* own = _packed != null ? null : Workspace.Take(WorkspaceSlot.Panel, 2L * TRegister.Width * steps);
        for (; panel < endPanel; panel++)
        {
            int group = panel / _sizes.PanelsPerGroup;
            int column = _sizes.FirstColumn(panel);
            int firstOfAll = (group * _sizes.Columns) + column;
            if (own != null)
            {
                _pack.PackPanel<TRegister, TVector>(panel, own);
            }

            RunTileOperands operands = new()
            {
                X = _x + (_sizes.SharesLanes ? firstOfAll : group * _sizes.Terms),
                Weights = own != null ? own : _packed + _sizes.Start(panel, _plan.Taps),
                Y = _y + firstOfAll,
                Columns = _sizes.ColumnsOf(panel),
                GroupSize = _sizes.Terms,
                AsksAhead = _asksAhead,
                PlaceAhead = _plan.PlaceSteps.Height,
            };
            for (int block = 0; block < Math.Max(steps, 1); block += BlockSteps)
            {
                operands.Bias = block == 0 && _bias != null ? _bias + firstOfAll : null;
                operands.Accumulate = _accumulate || block > 0;
                for (int tile = 0; tile < count; tile++)
                {
                    operands.Runs = block == 0 ? tiles[tile].Runs : tiles[tile].Next;
                    operands.RunsEnd = block + BlockSteps >= steps ? tiles[tile].End : tiles[tile].EndBefore(operands.Runs, block + BlockSteps);
                    tiles[tile].Next = operands.RunsEnd;
                    if (block == 0 || operands.Runs < operands.RunsEnd)
                    {
                        operands.SourceAhead = operands.Runs < operands.RunsEnd ? operands.RunsEnd[-1].Source + _plan.SourceSteps.Height : 0;
                        operands.Cells = cells + tiles[tile].FirstCell;
                        operands.Places = operands.Cells + MostCells;
                        ComputeTile<TRegister, TVector>(tiles[tile].Rows, _sizes.RegistersOf(panel), operands);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ComputeTile<TRegister, TVector>(int rows, int registers, in RunTileOperands operands)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        switch (registers, _sizes.SharesLanes)
        {
            case (2, false): RunTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>.Run(rows, operands); break;
            case (_, false): RunTile<TRegister, TVector, RunRead.Broadcast, RowCount.One>.Run(rows, operands); break;
            case (2, true): RunTile<TRegister, TVector, RunRead.GroupedLanes, RowCount.Two>.Run(rows, operands); break;
            default: RunTile<TRegister, TVector, RunRead.GroupedLanes, RowCount.One>.Run(rows, operands); break;
        }
    }

    // The op, over as many neighbouring numbers at a time as the part has written.
    private readonly void Finish(int firstPanel, int endPanel, nint* places, int count)
    {
        int first = FirstOfAll(firstPanel);
        int columns = endPanel == _sizes.Panels ? (_sizes.Groups * _sizes.Columns) - first : FirstOfAll(endPanel) - first;
        for (int from = 0, to; from < count; from = to)
        {
            for (to = from + 1; to < count && places[to] == places[to - 1] + columns; to++)
            {
            }

            Span<float> values = new(_y + places[from] + first, (to - from) * columns);
            SpanLoops.Map(_op, values, values);
        }
    }

    private readonly int FirstOfAll(int panel) => (panel / _sizes.PanelsPerGroup * _sizes.Columns) + _sizes.FirstColumn(panel);
}
