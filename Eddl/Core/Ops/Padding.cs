using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Cells added around the input of a convolution or pooling.</summary>
public sealed class Padding
{
    private readonly int[] _before;
    private readonly int[] _after;
    private readonly bool _same;

    private Padding(int[] before, int[] after, bool same = false)
    {
        _before = before;
        _after = after;
        _same = same;
    }

    /// <summary>No padding: windows lie inside the input.</summary>
    public static Padding Valid { get; } = new([0], [0]);

    /// <summary>As much that the output has <c>ceil(input/stride)</c> cells; where the amount is odd, the extra cell comes after (TensorFlow's rule).</summary>
    public static Padding Same { get; } = new([0], [0], same: true);

    /// <summary>The same number of cells on both sides of each axis.</summary>
    /// <param name="cells">One number for all axes, or one per spatial axis; at least 0.</param>
    public static Padding Symmetric(params int[] cells) => Asymmetric(cells, cells);

    /// <summary>Different numbers of cells before and after each axis.</summary>
    /// <param name="before">One number for all axes, or one per spatial axis; at least 0.</param>
    /// <param name="after">As <paramref name="before"/>.</param>
    public static Padding Asymmetric(int[] before, int[] after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new Padding([.. before], [.. after]);
    }

    /// <summary>The same number of cells on every side.</summary>
    public static implicit operator Padding(int cells) => FromInt32(cells);

    /// <summary>The same number of cells on every side.</summary>
    public static Padding FromInt32(int cells) => Symmetric(cells);

    /// <summary>Such as <c>same</c>, <c>3</c> or <c>(1, 2)</c>.</summary>
    public override string ToString()
        => _same ? "same" : _before.AsSpan().SequenceEqual(_after) ? string.Join("x", _before) : $"({string.Join("x", _before)}, {string.Join("x", _after)})";

    /// <summary>Whether this is <see cref="Same"/>.</summary>
    internal bool IsSame => _same;

    internal Window Apply(string operation, int axis, int axes, Window bare)
    {
        if (!_same)
        {
            return bare with { PadBefore = WindowOptions.Pick(operation, "padding", _before, axis, axes), PadAfter = WindowOptions.Pick(operation, "padding", _after, axis, axes) };
        }

        int output = (bare.Input + bare.Stride - 1) / bare.Stride;
        int total = Math.Max(((output - 1) * bare.Stride) + bare.Extent - bare.Input, 0);
        return bare with { PadBefore = total / 2, PadAfter = total - (total / 2) };
    }
}
