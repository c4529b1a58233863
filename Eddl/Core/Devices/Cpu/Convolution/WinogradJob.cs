using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Computes the patches of a <see cref="WinogradPlan"/>: one part is a range of patches and a range of panels.</summary>
/// <remarks>A part transforms its input once, multiplies it point by point with each panel of weights, and transforms the products back. All of
/// that stays in the second-level cache.</remarks>
/// <typeparam name="TOp">What is applied to the finished result, while it is in the cache.</typeparam>
/// <param name="op">Applied to the result.</param>
/// <param name="plan">Patches.</param>
/// <param name="x">First cell inside the halo of the source.</param>
/// <param name="weights">Transformed weights.</param>
/// <param name="bias">One number per column, or null.</param>
/// <param name="y">First cell inside the halo of the result.</param>
/// <param name="accumulate">Whether the sums are added to the result.</param>
internal readonly unsafe struct WinogradJob<TOp>(TOp op, WinogradPlan plan, float* x, float* weights, float* bias, float* y, bool accumulate) : IRegisterJob
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op = op;
    private readonly WinogradPlan _plan = plan;
    private readonly float* _x = x;
    private readonly float* _weights = weights;
    private readonly float* _bias = bias;
    private readonly float* _y = y;
    private readonly bool _accumulate = accumulate;

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts => _plan.Ranges * _plan.Splits;

    /// <inheritdoc/>
    public void Execute(int part) => RegisterJob.Execute(this, part);

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        PanelSizes sizes = _plan.Sizes;
        WinogradGrid grid = _plan.Grid;
        (int range, int split) = Math.DivRem(part, _plan.Splits);
        int first = (int)((long)range * grid.Patches / _plan.Ranges), count = (int)((range + 1L) * grid.Patches / _plan.Ranges) - first;
        int panel = split * sizes.Panels / _plan.Splits, endPanel = (split + 1) * sizes.Panels / _plan.Splits;
        int terms = sizes.Terms, panelWidth = 2 * TRegister.Width;
        nint inputPitch = ((nint)count * terms) + WinogradPlan.Gap, productPitch = ((nint)count * panelWidth) + WinogradPlan.Gap;
        float* input = Workspace.Take(WorkspaceSlot.Second, WinogradPlan.Points * inputPitch);
        float* products = Workspace.Take(WorkspaceSlot.Result, WinogradPlan.Points * productPitch);
        nint* sources = stackalloc nint[2 * count];
        nint* places = sources + count;
        grid.Locate(first, count, sources, places);
        for (int i = 0; i < count; i++)
        {
            WinogradTransform<TRegister, TVector>.Input(
                _x + sources[i], grid.Source.RowPitch, grid.Source.Channels, terms, input + ((nint)i * terms), inputPitch);
        }

        // From here on the patches are rows of matrices.
        nint* rows = stackalloc nint[2 * count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = (nint)i * terms;
            rows[count + i] = (nint)i * panelWidth;
        }

        for (int current = panel; current < endPanel; current++)
        {
            Multiply<TRegister, TVector>(current, count, rows, input, inputPitch, products, productPitch);
            Finish<TRegister, TVector>(current, count, places, products, productPitch);
        }

        if (typeof(TOp) != typeof(Identity))
        {
            int column = sizes.FirstColumn(panel), endColumn = endPanel == sizes.Panels ? sizes.Columns : sizes.FirstColumn(endPanel);
            Apply(column, endColumn - column, count, places);
        }
    }

    // For each point the product of all patches with one panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply<TRegister, TVector>(
        int panel, int count, nint* rows, float* input, nint inputPitch, float* products, nint productPitch)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int terms = _plan.Sizes.Terms, registers = _plan.Sizes.RegistersOf(panel), columns = registers * TRegister.Width;
        float* weights = _weights + _plan.Sizes.Start(panel, WinogradPlan.Points);
        RowTiles tiles = new(count, PanelSizes.TileRows);
        SourceRun run = new(0, 0, terms);
        RunTileOperands operands = new() { Runs = &run, RunsEnd = &run + 1, Columns = columns };
        for (int point = 0; point < WinogradPlan.Points; point++)
        {
            operands.X = input + (point * inputPitch);
            operands.Weights = weights + ((nint)point * terms * columns);
            operands.Y = products + (point * productPitch);
            for (int tile = 0; tile < tiles.Count; tile++)
            {
                operands.Cells = rows + tiles.FirstRow(tile);
                operands.Places = operands.Cells + count;
                if (registers == 2)
                {
                    RunTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>.Run(tiles.Rows(tile), operands);
                }
                else
                {
                    RunTile<TRegister, TVector, RunRead.Broadcast, RowCount.One>.Run(tiles.Rows(tile), operands);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish<TRegister, TVector>(int panel, int count, nint* places, float* products, nint productPitch)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        nint rowPitch = _plan.Grid.Result.RowPitch, cellPitch = _plan.Grid.Result.Channels;
        for (int half = 0; half < _plan.Sizes.RegistersOf(panel); half++)
        {
            int column = _plan.Sizes.FirstColumn(panel) + (half * TRegister.Width);
            TVector start = _bias != null ? TRegister.Load(_bias + column) : TRegister.Zero;
            float* from = products + (half * TRegister.Width);
            float* to = _y + column;
            for (int i = 0; i < count; i++, from += 2 * TRegister.Width)
            {
                WinogradTransform<TRegister, TVector>.Output(from, productPitch, start, to + places[i], rowPitch, cellPitch, _accumulate);
            }
        }
    }

    // The op, over as many neighbouring numbers at a time as the part has written.
    private void Apply(int column, int columns, int count, nint* places)
    {
        int cellPitch = _plan.Grid.Result.Channels;
        for (int row = 0; row < 2; row++)
        {
            float* y = _y + column + (row * (nint)_plan.Grid.Result.RowPitch);
            for (int from = 0, to; from < count; from = to)
            {
                for (to = from + 1; to < count && places[to] == places[to - 1] + (2 * cellPitch); to++)
                {
                }

                int cells = 2 * (to - from);
                if (columns == cellPitch)
                {
                    Span<float> all = new(y + places[from], cells * columns);
                    SpanLoops.Map(_op, all, all);
                    continue;
                }

                for (int cell = 0; cell < cells; cell++)
                {
                    Span<float> values = new(y + places[from] + ((nint)cell * cellPitch), columns);
                    SpanLoops.Map(_op, values, values);
                }
            }
        }
    }
}
