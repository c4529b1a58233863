namespace DeepHealth.Eddl;

/// <summary>Where the numbers of each sequence and time lie: those of one are neighbours.</summary>
/// <param name="start">First number of the first sequence; null where there is no such memory.</param>
/// <param name="pitch">Distance of sequences.</param>
/// <param name="step">Distance of times; 0 where all steps share their memory.</param>
internal readonly unsafe struct SequenceRows(float* start, nint pitch, nint step)
{
    private readonly float* _start = start;
    private readonly nint _step = step;

    /// <summary>Distance of sequences.</summary>
    public nint Pitch { get; } = pitch;

    /// <summary>Whether there is no such memory.</summary>
    public bool IsMissing => _start == null;

    /// <summary>The rows of a contiguous <c>[N, T, …]</c>, or of an <c>[N, …]</c> without times; missing for null.</summary>
    public static SequenceRows Of(Tensor? x) => x switch
    {
        null => default,
        { Rank: 2 } => new SequenceRows(x.Pointer, x.Shape[1], 0),
        _ => new SequenceRows(x.Pointer, (nint)x.Shape[1] * x.Shape[2], x.Shape[2]),
    };

    /// <summary>The numbers of one sequence at one time.</summary>
    public float* At(int row, int time) => _start + (row * Pitch) + (time * _step);

    /// <summary>The sequences from one on.</summary>
    public SequenceRows From(int row) => new(_start + (row * Pitch), Pitch, _step);
}
