using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Copies filters <c>[K, C/groups, …taps]</c> into panels: for each tap and source channel, one row of one or two registers of
/// columns. One part is a range of source channels of one panel, so that no two threads write to one line of the cache.</summary>
internal unsafe struct WeightPackJob : IRegisterJob
{
    // Floats of one column that are transposed at a time: with all columns of a register they fill half of the first-level cache.
    private const int BlockTerms = 256;

    // Parts of one pack, about; and fewest numbers of one column in a part.
    private const int WantedParts = 32;
    private const int LeastTerms = 128;

    private readonly PanelSizes _sizes;
    private readonly AxisPlan _depth;
    private readonly AxisPlan _height;
    private readonly AxisPlan _width;
    private readonly int _heightKernel;
    private readonly int _widthKernel;
    private readonly int _kernel;
    private readonly nint _columnPitch;
    private readonly nint _termPitch;
    private readonly nint _groupPitch;
    private readonly int _groupColumns;
    private readonly int _splits;
    private readonly float* _weights;
    private readonly float* _end;
    private readonly float* _scale;
    private readonly float* _packed;

    /// <summary>Prepares the parts.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="isGradient">Whether columns are input channels and terms are filters, or the other way round.</param>
    /// <param name="sizes">Panels.</param>
    /// <param name="plan">Order of the taps.</param>
    /// <param name="weights">Filters.</param>
    /// <param name="scale">One factor per column, or null.</param>
    /// <param name="packed">Room for the panels.</param>
    public WeightPackJob(in ConvolutionShape shape, bool isGradient, in PanelSizes sizes, in CellPlan plan, float* weights, float* scale, float* packed)
    {
        _sizes = sizes;
        (_depth, _height, _width) = (plan.Depth, plan.Height, plan.Width);
        (_heightKernel, _widthKernel, _kernel) = (shape.Height.Kernel, shape.Width.Kernel, shape.KernelPlane);
        _columnPitch = isGradient ? _kernel : shape.Taps;
        _termPitch = isGradient ? shape.Taps : _kernel;
        _groupColumns = sizes.SharesLanes ? shape.ChannelsPerGroup : sizes.Columns;
        _groupPitch = (nint)shape.FiltersPerGroup * shape.Taps;
        _weights = weights;
        _scale = scale;
        _end = weights + ((nint)shape.Filters * shape.Taps);
        _packed = packed;
        int most = Math.Max(1, (int)Math.Min(sizes.Terms, (long)sizes.Terms * _kernel / LeastTerms));
        _splits = Math.Clamp((WantedParts + sizes.Panels - 1) / sizes.Panels, 1, most);
    }

    /// <summary>Number of parts; depends on the sizes alone.</summary>
    public readonly int Parts => Taps == 0 ? 0 : _sizes.Panels * _splits;

    private readonly int Taps => _depth.Taps * _height.Taps * _width.Taps;

    /// <inheritdoc/>
    public readonly void Execute(int part) => RegisterJob.Execute(this, part);

    /// <summary>Packs one panel to memory of its own.</summary>
    /// <param name="panel">Panel.</param>
    /// <param name="to">Room for it.</param>
    public readonly void PackPanel<TRegister, TVector>(int panel, float* to)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        if (Taps > 0)
        {
            PackTerms<TRegister, TVector>(panel, 0, _sizes.Terms, to);
        }
    }

    /// <inheritdoc/>
    public readonly void Compute<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        (int panel, int split) = Math.DivRem(part, _splits);
        int term = (int)((long)split * _sizes.Terms / _splits), end = (int)((long)(split + 1) * _sizes.Terms / _splits);
        PackTerms<TRegister, TVector>(panel, term, end, _packed + _sizes.Start(panel, Taps));
    }

    // A range of terms of a panel, in blocks that fit the first-level cache with both registers of columns.
    private readonly void PackTerms<TRegister, TVector>(int panel, int term, int end, float* to)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        // The taps of one column and channel are neighbours, those of neighbouring channels too unless terms are filters.
        int block = _kernel == 1 && !_sizes.SharesLanes ? BlockTerms : _termPitch == _kernel ? Math.Clamp(BlockTerms / _kernel, 1, _sizes.Terms) : 1;
        for (; term < end; term += block)
        {
            for (int half = 0; half < _sizes.RegistersOf(panel); half++)
            {
                PackBlock<TRegister, TVector>(panel, half, term, Math.Min(block, end - term), to);
            }
        }
    }

    // Some terms of one register of a panel.
    private readonly void PackBlock<TRegister, TVector>(int panel, int half, int term, int terms, float* to)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        nint rowPitch = _sizes.RegistersOf(panel) * TRegister.Width;
        int column = _sizes.FirstColumn(panel) + (half * TRegister.Width);
        int columns = Math.Min(TRegister.Width, _sizes.Columns - column);
        float* from = _weights + (panel / _sizes.PanelsPerGroup * _groupPitch) + (column * _columnPitch) + (term * _termPitch);
        to += (half * TRegister.Width) + (term * rowPitch);
        if (_sizes.SharesLanes && _sizes.Terms > 1)
        {
            // Groups side by side: the lanes of each are columns of their own filters.
            float* scratch = Workspace.Take(WorkspaceSlot.Second, (long)terms * _kernel * TRegister.Width);
            from = _weights + (column / _groupColumns * _groupPitch) + (term * _termPitch);
            for (int lane = 0; lane < columns; lane += _groupColumns, from += _groupPitch)
            {
                RelayoutTile<TRegister, TVector>.Transpose(from, _columnPitch, _groupColumns, terms * _kernel, scratch + lane, TRegister.Width, accumulate: false);
            }

            Spread<TRegister, TVector>(scratch, terms, to, rowPitch);
        }
        else if (_kernel == 1)
        {
            // One tap: the terms of the panel follow each other.
            if (_termPitch == 1)
            {
                RelayoutTile<TRegister, TVector>.Transpose(from, _columnPitch, columns, terms, to, rowPitch, accumulate: false);
            }
            else
            {
                CopyRows<TRegister, TVector>(from, columns, terms, to, rowPitch);
            }
        }
        else
        {
            float* scratch = Workspace.Take(WorkspaceSlot.Second, ((long)terms * _kernel * TRegister.Width) + (TRegister.Width * TRegister.Width));
            Transpose<TRegister, TVector>(from, columns, terms * _kernel, scratch);
            Spread<TRegister, TVector>(scratch, terms, to, rowPitch);
        }

        Scale<TRegister, TVector>((panel / _sizes.PanelsPerGroup * _sizes.Columns) + column, columns, terms, to, rowPitch);
    }

    // Multiplies the columns just packed, which are still in the cache, by their factors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Scale<TRegister, TVector>(int column, int columns, int terms, float* to, nint rowPitch)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        if (_scale == null)
        {
            return;
        }

        TVector scale = TRegister.LoadMasked(_scale + column, TRegister.FirstLanes(columns));
        int taps = Taps;
        for (int tap = 0; tap < taps; tap++, to += rowPitch * _sizes.Terms)
        {
            for (int i = 0; i < terms; i++)
            {
                float* row = to + (i * rowPitch);
                TRegister.Store(TRegister.MultiplyAdd(TRegister.Load(row), scale, TRegister.Zero), row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Transpose<TRegister, TVector>(float* from, int columns, int count, float* scratch)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int width = TRegister.Width;
        int whole = (count + width - 1) / width * width;
        if (from + ((columns - 1) * _columnPitch) + whole > _end)
        {
            RelayoutTile<TRegister, TVector>.Transpose(from, _columnPitch, columns, count, scratch, width, accumulate: false);
            return;
        }

        // Whole blocks read further than they need, but not beyond the filters.
        for (int k = 0; k < count; k += width)
        {
            TRegister.TransposeBlock(from + k, _columnPitch, columns, scratch + (k * width), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Spread<TRegister, TVector>(float* scratch, int terms, float* to, nint rowPitch)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        nint tapPitch = rowPitch * _sizes.Terms;
        for (int d = 0; d < _depth.Taps; d++)
        {
            for (int h = 0; h < _height.Taps; h++)
            {
                int row = ((_depth.Order[d] * _heightKernel) + _height.Order[h]) * _widthKernel;
                for (int w = 0; w < _width.Taps; w++, to += tapPitch)
                {
                    float* tap = scratch + ((row + _width.Order[w]) * TRegister.Width);
                    for (int i = 0; i < terms; i++)
                    {
                        TRegister.Store(TRegister.Load(tap + ((nint)i * _kernel * TRegister.Width)), to + (i * rowPitch));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CopyRows<TRegister, TVector>(float* from, int columns, int terms, float* to, nint rowPitch)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        TVector mask = TRegister.FirstLanes(columns);
        for (int i = 0; i < terms; i++)
        {
            TRegister.Store(TRegister.LoadMasked(from + (i * _termPitch), mask), to + (i * rowPitch));
        }
    }
}
