namespace DeepHealth.Numerics;

/// <summary>How the numbers of A lie that a tile reads, known when the kernel is compiled.</summary>
internal interface ITileLeft
{
    /// <summary>Whether the numbers of one row are neighbours (a matrix in place) rather than those of one k (a packed panel, or a
    /// transposed matrix in place).</summary>
    static abstract bool IsStrided { get; }
}
