namespace DeepHealth.Eddl;

/// <summary>What one place of an index selects: a position (the axis disappears), a range, everything, a new axis, or the axes in between.</summary>
/// <remarks>Written as in NumPy: <c>t[2]</c>, <c>t[1..3]</c>, <c>t[^1]</c>, <c>t[.., 0]</c>, <c>t[Slice.Every(2)]</c>, <c>t[Slice.NewAxis]</c>,
/// <c>t[Slice.Ellipsis, 0]</c>.</remarks>
public readonly struct Slice
{
    // Stored less one, so that a default slice (the empty range 0..0) has a valid step.
    private readonly int _stepLessOne;

    private Slice(SliceKind kind, Range range = default, int step = 1)
    {
        Kind = kind;
        Range = range;
        _stepLessOne = step - 1;
    }

    /// <summary>The whole axis.</summary>
    public static Slice All { get; } = new(SliceKind.Range, Range.All);

    /// <summary>A new axis of size 1.</summary>
    public static Slice NewAxis { get; } = new(SliceKind.NewAxis);

    /// <summary>As many whole axes as the index leaves out.</summary>
    public static Slice Ellipsis { get; } = new(SliceKind.Ellipsis);

    internal SliceKind Kind { get; }

    internal Range Range { get; }

    internal int Step => _stepLessOne + 1;

    /// <summary>Every <paramref name="step"/>-th position of a range; a negative step walks backwards from the end of the range.</summary>
    /// <param name="step">Distance of positions, not 0.</param>
    /// <param name="range">Range of positions; the whole axis where omitted.</param>
    public static Slice Every(int step, Range? range = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        return new Slice(SliceKind.Range, range ?? Range.All, step);
    }

    /// <summary>One position; negative positions count from the end.</summary>
    public static implicit operator Slice(int position) => FromInt32(position);

    /// <summary>One position.</summary>
    public static implicit operator Slice(Index position) => new(SliceKind.Position, new Range(position, position));

    /// <summary>A range of positions.</summary>
    public static implicit operator Slice(Range range) => new(SliceKind.Range, range);

    /// <summary>One position; negative positions count from the end.</summary>
    public static Slice FromInt32(int position) => position < 0 ? new Index(-position, fromEnd: true) : new Index(position);
}
