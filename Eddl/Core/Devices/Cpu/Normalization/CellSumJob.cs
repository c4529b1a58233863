using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sums over everything but the channels where these are last: one part is some rows, and writes sums of its own.</summary>
/// <param name="format">Arrangement.</param>
/// <param name="x">First cell inside the halo.</param>
/// <param name="sums">One sum per part and channel.</param>
/// <param name="rowsPerPart">Rows along W of one part.</param>
internal readonly unsafe struct CellSumJob(ChannelsLast format, float* x, double* sums, int rowsPerPart) : IParallelJob
{
    // Cells that are added in single precision before their sum is added in double precision.
    private const int PieceCells = 256;

    private readonly ChannelsLast _format = format;
    private readonly float* _x = x;
    private readonly double* _sums = sums;
    private readonly int _rowsPerPart = rowsPerPart;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int channels = _format.Channels, height = _format.Height, depth = _format.Depth;
        double* sums = _sums + ((nint)part * channels);
        new Span<double>(sums, channels).Clear();
        float* piece = Workspace.Take(WorkspaceSlot.Result, channels);
        new Span<float>(piece, channels).Clear();
        int added = 0;
        int end = Math.Min((part + 1) * _rowsPerPart, _format.Batch * depth * height);
        for (int row = part * _rowsPerPart; row < end; row++)
        {
            (int slice, int h) = Math.DivRem(row, height);
            (int n, int d) = Math.DivRem(slice, depth);
            float* from = _x + ((nint)n * _format.SamplePitch) + ((nint)d * _format.SlicePitch) + ((nint)h * _format.RowPitch);
            for (int cell = 0; cell < _format.Width;)
            {
                int cells = Math.Min(PieceCells - added, _format.Width - cell);
                AddCells(from + ((nint)cell * channels), cells, channels, piece);
                cell += cells;
                added += cells;
                if (added == PieceCells)
                {
                    Empty(piece, channels, sums);
                    added = 0;
                }
            }
        }

        Empty(piece, channels, sums);
    }

    private static void AddCells(float* x, int cells, int channels, float* sums)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            CellSumLoops<Register512, Vector512<float>>.Add(x, cells, channels, sums);
        }
        else if (Fma.IsSupported)
        {
            CellSumLoops<Register256, Vector256<float>>.Add(x, cells, channels, sums);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            CellSumLoops<Register128, Vector128<float>>.Add(x, cells, channels, sums);
        }
        else
        {
            CellSumLoops<Register32, float>.Add(x, cells, channels, sums);
        }
    }

    private static void Empty(float* piece, int channels, double* sums)
    {
        for (nint c = 0; c < channels; c++)
        {
            sums[c] += piece[c];
            piece[c] = 0;
        }
    }
}
