using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>One tile of a part.</summary>
internal unsafe struct CellTile
{
    /// <summary>Cells.</summary>
    public int Rows;

    /// <summary>First cell in the table of the part.</summary>
    public int FirstCell;

    /// <summary>First run of its sums.</summary>
    public SourceRun* Runs;

    /// <summary>End of the runs.</summary>
    public SourceRun* End;

    /// <summary>First run that is still to be added.</summary>
    public SourceRun* Next;

    /// <summary>End of the runs from <paramref name="run"/> on whose weights begin before a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly SourceRun* EndBefore(SourceRun* run, int step)
    {
        while (run < End && run->Step < step)
        {
            run++;
        }

        return run;
    }
}
