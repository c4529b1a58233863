using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Two layouts of one shape <c>[N, C, …]</c> side by side, as pieces of neighbouring cells: the cells of a piece are one constant step
/// apart in each layout, and so are the channels of a cell.</summary>
/// <remarks>Axes that continue each other in both layouts count as one, so that memory without gaps is one long row. Pieces hold about
/// <see cref="CpuKernels.BlockSize"/> elements and depend on the layouts alone.</remarks>
internal readonly struct CellPair
{
    private readonly int _depth;
    private readonly int _height;
    private readonly int _width;
    private readonly int _piece;
    private readonly int _piecesPerRow;
    private readonly (nint N, nint D, nint H) _sourceStep;
    private readonly (nint N, nint D, nint H) _targetStep;

    /// <summary>Pairs two layouts that <see cref="Takes"/>.</summary>
    public CellPair(Layout source, Layout target)
    {
        ReadOnlySpan<int> sizes = source.Shape.Sizes;
        ReadOnlySpan<int> from = source.Strides;
        ReadOnlySpan<int> to = target.Strides;
        int batch = sizes[0];
        Channels = sizes[1];
        _depth = sizes.Length > 4 ? sizes[2] : 1;
        _height = sizes.Length > 3 ? sizes[^2] : 1;
        _width = sizes[^1];
        SourceChannel = from[1];
        TargetChannel = to[1];
        SourceCell = from[^1];
        TargetCell = to[^1];
        _sourceStep = (from[0], sizes.Length > 4 ? from[2] : 0, sizes.Length > 3 ? from[^2] : 0);
        _targetStep = (to[0], sizes.Length > 4 ? to[2] : 0, sizes.Length > 3 ? to[^2] : 0);
        if (Channels == 1)
        {
            SourceChannel = TargetChannel = 1;
        }

        if (Continues(_height, _sourceStep.H, _targetStep.H))
        {
            _width *= _height;
            _height = 1;
        }

        if (_height == 1 && Continues(_depth, _sourceStep.D, _targetStep.D))
        {
            _width *= _depth;
            _depth = 1;
        }

        if (_height == 1 && _depth == 1 && Continues(batch, _sourceStep.N, _targetStep.N))
        {
            _width *= batch;
            batch = 1;
        }

        _piece = Math.Min(_width, Math.Max(1, CpuKernels.BlockSize / Math.Max(1, Channels) / 16) * 16);
        _piecesPerRow = _piece == 0 ? 0 : (_width + _piece - 1) / _piece;
        Pieces = batch * _depth * _height * _piecesPerRow;
        PiecesPerPart = Math.Max(1, CpuKernels.BlockSize / Math.Max(1, _piece * Channels));
    }

    /// <summary>Channels of a cell.</summary>
    public int Channels { get; }

    /// <summary>Distance of channels in the source.</summary>
    public nint SourceChannel { get; }

    /// <summary>Distance of cells in the source; 0 where the source repeats them.</summary>
    public nint SourceCell { get; }

    /// <summary>Distance of channels in the target.</summary>
    public nint TargetChannel { get; }

    /// <summary>Distance of cells in the target.</summary>
    public nint TargetCell { get; }

    /// <summary>Number of pieces.</summary>
    public int Pieces { get; }

    /// <summary>Pieces that one part of a job takes.</summary>
    public int PiecesPerPart { get; }

    /// <summary>Number of parts.</summary>
    public int Parts => (Pieces + PiecesPerPart - 1) / PiecesPerPart;

    /// <summary>Whether the shape has channels and one to three spatial axes, the channels are neighbours in one of the layouts, not all lies
    /// in row-major order, and the target holds every element once.</summary>
    public static bool Takes(Layout source, Layout target)
    {
        ReadOnlySpan<int> sizes = target.Shape.Sizes;
        if (sizes.Length is < 3 or > 5 || (source.IsContiguous && target.IsContiguous) || (source.Strides[1] != 1 && target.Strides[1] != 1))
        {
            return false;
        }

        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] != 1 && target.Strides[axis] == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds a piece.</summary>
    /// <param name="piece">Piece.</param>
    /// <param name="source">Distance of its first cell in the source.</param>
    /// <param name="target">Distance of its first cell in the target.</param>
    /// <returns>Number of its cells.</returns>
    public int Locate(int piece, out nint source, out nint target)
    {
        (int row, int split) = Math.DivRem(piece, _piecesPerRow);
        (int slice, int h) = Math.DivRem(row, _height);
        (int n, int d) = Math.DivRem(slice, _depth);
        int cell = split * _piece;
        source = (n * _sourceStep.N) + (d * _sourceStep.D) + (h * _sourceStep.H) + (cell * SourceCell);
        target = (n * _targetStep.N) + (d * _targetStep.D) + (h * _targetStep.H) + (cell * TargetCell);
        return Math.Min(_piece, _width - cell);
    }

    private bool Continues(int size, nint source, nint target)
        => size == 1 || (source == SourceCell * _width && target == TargetCell * _width);
}
