using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Statistics of every channel of some cells: one part is some runs.</summary>
/// <remarks>A part is in the cache when its own mean is known, so the squared distances to that mean cost no second pass over memory
/// (Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", 1983, eq. 2.1; the parts are put together in <see cref="CellSums"/>).</remarks>
internal readonly unsafe struct CellStatisticsJob(CellSplit split, CellView x, CellSums sums) : IParallelJob
{
    private readonly CellSplit _split = split;
    private readonly CellView _x = x;
    private readonly CellSums _sums = sums;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Measure<Lanes16>(part);
        }
        else if (Lanes8.IsAccelerated)
        {
            Measure<Lanes8>(part);
        }
        else
        {
            Measure<Scalar>(part);
        }
    }

    private void Measure<T>(int part)
        where T : struct, ILanes<T>
    {
        int channels = _sums.Channels;
        int length = _sums.Length;
        float* pattern = Workspace.Take(WorkspaceSlot.Result, 2L * length);
        float* centers = pattern + length;
        new Span<float>(pattern, length).Clear();
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            CellLoops<T>.AddSums(_x.At(run), run.Count, pattern, length);
        }

        double* sums = _sums.First(part);
        double* squares = _sums.Second(part);
        ChannelPattern.Fold(pattern, channels, length, sums);
        double cells = _split.CellsOf(part);
        for (int c = 0; c < channels; c++)
        {
            centers[c] = (float)(sums[c] / cells);
        }

        ChannelPattern.Repeat(centers, channels, length);
        new Span<float>(pattern, length).Clear();
        for (int i = _split.First(part); i < _split.End(part); i++)
        {
            CellRun run = _split[i];
            CellLoops<T>.AddSquares(_x.At(run), run.Count, centers, pattern, length);
        }

        ChannelPattern.Fold(pattern, channels, length, squares);
        for (int c = 0; c < channels; c++)
        {
            // The distances are those to the rounded mean: its error adds its square.
            double excess = centers[c] - (sums[c] / cells);
            squares[c] -= cells * excess * excess;
        }
    }
}
