using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Copies or adds between two layouts of one shape <c>[N, C, …]</c>, at least one of them with the channels last.</summary>
/// <param name="pair">The layouts.</param>
/// <param name="x">First element of the source.</param>
/// <param name="y">First element of the target.</param>
/// <param name="accumulate">Whether y keeps its content and the source is added.</param>
internal readonly unsafe struct CellCopyJob(CellPair pair, float* x, float* y, bool accumulate) : IParallelJob
{
    private readonly CellPair _pair = pair;
    private readonly float* _x = x;
    private readonly float* _y = y;
    private readonly bool _accumulate = accumulate;

    /// <summary>Number of parts; depends on the layouts alone.</summary>
    public int Parts => _pair.Parts;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _pair.PiecesPerPart, _pair.Pieces);
        for (int piece = part * _pair.PiecesPerPart; piece < end; piece++)
        {
            int cells = _pair.Locate(piece, out nint source, out nint target);
            Move(_x + source, _y + target, cells);
        }
    }

    private void Move(float* from, float* to, int cells)
    {
        int channels = _pair.Channels;
        nint sourceChannel = _pair.SourceChannel, sourceCell = _pair.SourceCell;
        nint targetChannel = _pair.TargetChannel, targetCell = _pair.TargetCell;
        if (sourceChannel == 1 && targetChannel == 1)
        {
            RelayoutLoops.CopyCells(from, sourceCell, to, targetCell, cells, channels, _accumulate);
        }
        else if (sourceCell == 1 && targetChannel == 1)
        {
            RelayoutLoops.Transpose(from, sourceChannel, channels, cells, to, targetCell, _accumulate);
        }
        else if (sourceChannel == 1 && targetCell == 1)
        {
            RelayoutLoops.Transpose(from, sourceCell, cells, channels, to, targetChannel, _accumulate);
        }
        else
        {
            for (nint i = 0; i < cells; i++, from += sourceCell, to += targetCell)
            {
                for (nint c = 0; c < channels; c++)
                {
                    float value = from[c * sourceChannel];
                    to[c * targetChannel] = _accumulate ? to[c * targetChannel] + value : value;
                }
            }
        }
    }
}
