using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Computes the sums of a <see cref="CellPlan"/> where every channel is a group of its own: one part is a range of tiles of each pass,
/// a tile some neighbouring cells of one row.</summary>
/// <typeparam name="TOp">What is applied to the finished result, while it is in the cache.</typeparam>
internal readonly unsafe struct SlidingJob<TOp> : IRegisterJob
    where TOp : struct, IUnaryOp
{
    // Floats of a line of the cache; and of the rows under a window that one sweep over them reads, half of the first-level cache.
    private const int LineFloats = 16;
    private const int RowFloats = 6144;

    // Floats of a source and a result that do not stay in the caches until the result is read, about.
    private const long CachedFloats = 4 << 20;

    // Parts that work is split into, where there is enough; floats of the result of a part at most, about; and its fewest cells.
    private const int WantedParts = 32;
    private const int PartFloats = 1 << 18;
    private const int LeastCells = 14;

    private readonly TOp _op;
    private readonly CellPlan _plan;
    private readonly PanelSizes _sizes;
    private readonly CellOperand _source;
    private readonly float* _packed;
    private readonly float* _bias;
    private readonly float* _y;
    private readonly bool _accumulate;
    private readonly bool _asksAhead;

    /// <summary>Prepares the parts.</summary>
    /// <param name="op">Applied to the result; anything but the identity only where neighbouring cells of a pass are neighbours in memory.</param>
    /// <param name="plan">Cells and runs.</param>
    /// <param name="sizes">Panels.</param>
    /// <param name="source">Source.</param>
    /// <param name="packed">Where the panels lie.</param>
    /// <param name="bias">One number per channel, or null.</param>
    /// <param name="y">First cell inside the halo of the result.</param>
    /// <param name="accumulate">Whether the sums are added to the result.</param>
    public SlidingJob(TOp op, in CellPlan plan, in PanelSizes sizes, in CellOperand source, float* packed, float* bias, float* y, bool accumulate)
    {
        _op = op;
        _plan = plan;
        _sizes = sizes;
        _source = source;
        _packed = packed;
        _bias = bias;
        _y = y;
        _accumulate = accumulate;
        long floats = plan.Cells * sizes.Columns;
        _asksAhead = floats + source.Format.Count > CachedFloats;
        Parts = (int)Math.Max(1, Math.Min(plan.Cells / LeastCells, Math.Max(WantedParts, floats / PartFloats)));
    }

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public int Parts { get; }

    /// <inheritdoc/>
    public void Execute(int part) => RegisterJob.Execute(this, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int most = _sizes.Columns % TRegister.Width == 0
            ? SlidingTile<TRegister, TVector, RunRead.Lanes>.MaxColumns : SlidingTile<TRegister, TVector, RunRead.MaskedLanes>.MaxColumns;
        for (int i = 0; i < _plan.PassCount; i++)
        {
            CellPass* pass = _plan.Passes + i;
            int taps = _plan.Width.Segments[i % _plan.Width.Count].Taps;
            RowTiles strips = new(pass->Width, most);
            long tiles = (long)_source.Format.Batch * pass->Depth * pass->Height * strips.Count;
            long first = part * tiles / Parts, end = (part + 1) * tiles / Parts;
            if (first == end)
            {
                continue;
            }

            SlidingTileOperands operands = Operands(*pass, i == 0, taps);
            operands.WeightPitch = (nint)_plan.Taps * TRegister.Width;

            // The rows that the next row of cells reads again shall still be in the first-level cache then.
            long cells = (pass->Height == 1 ? most : pass->Width) * operands.CellsAhead * (long)Math.Max(1, pass->Runs / Math.Max(1, taps));
            int lines = (int)Math.Clamp(RowFloats / (cells * LineFloats), 1, _sizes.Columns);
            int block = Math.Max(1, lines * LineFloats / TRegister.Width);
            for (int register = 0; register < _sizes.Registers; register += block)
            {
                Sweep<TRegister, TVector>(*pass, strips, first, end, register, Math.Min(_sizes.Registers, register + block), operands);
            }
        }
    }

    // What all tiles of a pass have in common. All passes read the same source: the first asks for it.
    private SlidingTileOperands Operands(in CellPass pass, bool isFirst, int taps)
    {
        SourceRun* runs = _plan.Runs + pass.FirstRun;
        SlidingTileOperands operands = new()
        {
            Runs = runs,
            RunsEnd = runs + pass.Runs,
            Taps = taps,
            TapStep = pass.Runs > 1 && taps > 1 ? runs[1].Source - runs[0].Source : 0,
            CellStep = _plan.SourceSteps.Width,
            PlaceStep = _plan.PlaceSteps.Width,
            AsksAhead = _asksAhead && pass.Runs > 0,
            RowsAhead = isFirst ? (int)(_plan.SourceSteps.Height / _source.Format.RowPitch) : 0,
            RowAheadPitch = -_source.Format.RowPitch,
            CellsAhead = (int)(_plan.SourceSteps.Width / _sizes.Columns),
            CellAheadPitch = _sizes.Columns,
            PlaceAhead = _plan.PlaceSteps.Height,
            Accumulate = _accumulate,
        };
        operands.SourceAhead = operands.AsksAhead ? operands.RunsEnd[-1].Source + _plan.SourceSteps.Height : 0;
        operands.Threes = operands.TapStep == operands.CellStep ? taps / 3 : 0;
        return operands;
    }

    // Some registers of channels of a range of tiles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep<TRegister, TVector>(
        in CellPass pass, RowTiles strips, long tile, long end, int register, int endRegister, SlidingTileOperands whole)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        // A register of which some lanes are missing is the last of the channels.
        int channel = register * TRegister.Width;
        int channels = Math.Min(endRegister * TRegister.Width, _sizes.Columns) - channel;
        whole.Registers = channels / TRegister.Width;
        whole.Weights = _packed + (register * whole.WeightPitch);
        whole.Bias = _bias == null ? null : _bias + channel;
        int before = whole.Registers * TRegister.Width;
        SlidingTileOperands last = whole;
        last.Registers = 1;
        last.Lanes = channels - before;
        last.Weights += whole.Registers * whole.WeightPitch;
        last.Bias = _bias == null ? null : whole.Bias + before;

        CellSteps source = _plan.SourceSteps, place = _plan.PlaceSteps;
        (long row, long strip) = Math.DivRem(tile, strips.Count);
        (row, long h) = Math.DivRem(row, pass.Height);
        (long n, long d) = Math.DivRem(row, pass.Depth);
        for (; tile < end; tile++)
        {
            int first = strips.FirstRow((int)strip), cells = strips.Rows((int)strip);
            whole.X = _source.Address + pass.Source + channel
                + ((nint)n * source.Sample) + ((nint)d * source.Depth) + ((nint)h * source.Height) + (first * source.Width);
            whole.Y = _y + pass.Place + channel + ((nint)n * place.Sample) + ((nint)d * place.Depth) + ((nint)h * place.Height) + (first * place.Width);
            if (whole.Registers > 0)
            {
                SlidingTile<TRegister, TVector, RunRead.Lanes>.Run(cells, whole);
            }

            if (last.Lanes > 0)
            {
                last.X = whole.X + before;
                last.Y = whole.Y + before;
                SlidingTile<TRegister, TVector, RunRead.MaskedLanes>.Run(cells, last);
            }

            if (typeof(TOp) != typeof(Identity) && endRegister == _sizes.Registers)
            {
                Span<float> values = new(whole.Y - channel, cells * _sizes.Columns);
                SpanLoops.Map(_op, values, values);
            }

            if (++strip == strips.Count)
            {
                strip = 0;
                if (++h == pass.Height)
                {
                    h = 0;
                    if (++d == pass.Depth)
                    {
                        d = 0;
                        n++;
                    }
                }
            }
        }
    }
}
