namespace DeepHealth.Eddl;

/// <summary>Two sums per channel from every part of a split, in double precision, and their totals in the order of the parts.</summary>
internal readonly unsafe struct CellSums
{
    private readonly double* _sums;
    private readonly int _parts;

    /// <summary>Takes the memory.</summary>
    /// <param name="split">How the cells are split.</param>
    /// <param name="channels">Channels.</param>
    public CellSums(in CellSplit split, int channels)
    {
        _parts = split.Parts;
        Channels = channels;
        Length = ChannelPattern.Length(channels, split.RunSize);
        _sums = (double*)Workspace.Take(WorkspaceSlot.Partials, (_parts + 1L) * 2 * channels * (sizeof(double) / sizeof(float)));
    }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>Length of the patterns that go with the split.</summary>
    public int Length { get; }

    /// <summary>The first sum of every channel from one part; part -1 holds the totals.</summary>
    public double* First(int part) => _sums + ((part + 1L) * 2 * Channels);

    /// <summary>The second sum of every channel from one part.</summary>
    public double* Second(int part) => First(part) + Channels;

    /// <summary>Adds up both sums over the parts.</summary>
    public void Total()
    {
        double* totals = First(-1);
        new Span<double>(totals, 2 * Channels).Clear();
        for (int part = 0; part < _parts; part++)
        {
            double* sums = First(part);
            for (int i = 0; i < 2 * Channels; i++)
            {
                totals[i] += sums[i];
            }
        }
    }

    /// <summary>Where the sums are those of elements and of their squared distances from the part's mean: the same of all cells.</summary>
    public void TotalOfDistances(in CellSplit split, double cells)
    {
        Total();
        double* totals = First(-1);
        for (int part = 0; part < _parts; part++)
        {
            double* sums = First(part);
            double partCells = split.CellsOf(part);
            for (int c = 0; c < Channels; c++)
            {
                double distance = (sums[c] / partCells) - (totals[c] / cells);
                totals[Channels + c] += partCells * distance * distance;
            }
        }
    }
}
