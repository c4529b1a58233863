using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sets every element of a channels-last layout to a value and leaves what lies between them alone.</summary>
/// <param name="pair">The layout, paired with itself.</param>
/// <param name="y">First element.</param>
/// <param name="value">Value.</param>
internal readonly unsafe struct CellFillJob(CellPair pair, float* y, float value) : IParallelJob
{
    private readonly CellPair _pair = pair;
    private readonly float* _y = y;
    private readonly float _value = value;

    /// <summary>Number of parts; depends on the layout alone.</summary>
    public int Parts => _pair.Parts;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _pair.PiecesPerPart, _pair.Pieces);
        for (int piece = part * _pair.PiecesPerPart; piece < end; piece++)
        {
            int cells = _pair.Locate(piece, out _, out nint target);
            float* to = _y + target;
            if (_pair.TargetCell == _pair.Channels)
            {
                new Span<float>(to, cells * _pair.Channels).Fill(_value);
                continue;
            }

            for (int i = 0; i < cells; i++, to += _pair.TargetCell)
            {
                new Span<float>(to, _pair.Channels).Fill(_value);
            }
        }
    }
}
