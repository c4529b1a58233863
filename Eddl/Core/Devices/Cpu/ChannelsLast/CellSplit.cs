namespace DeepHealth.Eddl;

/// <summary>Cuts the cells of a grid into runs without gaps, and the runs into parts of about one block. Depends on the sizes and on whether there
/// are halos, never on the number of threads.</summary>
internal readonly struct CellSplit
{
    private readonly CellGrid _grid;
    private readonly int _rowSize;
    private readonly int _runSize;
    private readonly int _runsPerRow;
    private readonly int _runs;
    private readonly int _runsPerPart;

    /// <summary>Cuts a grid.</summary>
    /// <param name="grid">Sizes.</param>
    /// <param name="isGapless">Whether no operand has a halo: then everything is one row.</param>
    /// <param name="blockSize">Elements of a part, about.</param>
    public CellSplit(in CellGrid grid, bool isGapless, int blockSize)
    {
        _grid = grid;
        int channels = Math.Max(grid.Channels, 1);
        int rowCells = isGapless ? grid.Cells : grid.Width;
        int rows = isGapless ? 1 : grid.Batch * grid.Depth * grid.Height;
        int runCells = Math.Clamp(blockSize / channels, 1, Math.Max(rowCells, 1));
        _rowSize = rowCells * channels;
        _runSize = runCells * channels;
        _runsPerRow = (rowCells + runCells - 1) / runCells;
        _runs = grid.Count == 0 ? 0 : rows * _runsPerRow;
        _runsPerPart = _runsPerRow > 1 ? 1 : Math.Max(1, blockSize / Math.Max(_runSize, 1));
    }

    /// <summary>Number of parts.</summary>
    public int Parts => (_runs + _runsPerPart - 1) / _runsPerPart;

    /// <summary>Elements of the longest run.</summary>
    public int RunSize => _runSize;

    /// <summary>One run.</summary>
    public CellRun this[int run]
    {
        get
        {
            int row = run / _runsPerRow;
            int start = (run - (row * _runsPerRow)) * _runSize;
            int slice = row / _grid.Height;
            int sample = slice / _grid.Depth;
            return new(sample, slice - (sample * _grid.Depth), row - (slice * _grid.Height), start, Math.Min(_runSize, _rowSize - start));
        }
    }

    /// <summary>First run of a part.</summary>
    public int First(int part) => part * _runsPerPart;

    /// <summary>Run after the last of a part.</summary>
    public int End(int part) => Math.Min((part + 1) * _runsPerPart, _runs);

    /// <summary>Cells of a part.</summary>
    public int CellsOf(int part)
        => (_runsPerRow > 1 ? this[part].Count : (End(part) - First(part)) * _runSize) / _grid.Channels;
}
