using System.Collections.Immutable;

namespace DeepHealth.Numerics;

/// <summary>Where the elements of a shape lie in a buffer: element <c>(i, j, …)</c> is at <c>Offset + i·Strides[0] + j·Strides[1] + …</c>.</summary>
/// <remarks>Views (transpose, slice, broadcast) are new layouts of the same buffer; no element moves. Strides count elements,
/// may be negative (reversed axis) and are 0 along a broadcast axis.</remarks>
public readonly struct Layout : IEquatable<Layout>
{
    private readonly ImmutableArray<int> _strides;

    private Layout(Shape shape, ImmutableArray<int> strides, int offset)
    {
        Shape = shape;
        _strides = strides;
        Offset = offset;
        IsContiguous = FollowsRowMajor(shape, strides.AsSpan());
    }

    /// <summary>Sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Position of the first element, in elements.</summary>
    public int Offset { get; }

    /// <summary>Whether the elements lie one after the other in row-major order (the offset may be any).</summary>
    public bool IsContiguous { get; }

    /// <summary>Step of each axis, in elements.</summary>
    public ReadOnlySpan<int> Strides => _strides.IsDefault ? [] : _strides.AsSpan();

    /// <summary>Row-major layout of a shape.</summary>
    public static Layout Contiguous(Shape shape, int offset = 0)
    {
        int[] strides = new int[shape.Rank];
        int step = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(shape[axis], 1);
        }

        return new Layout(shape, [.. strides], offset);
    }

    /// <summary>A layout with given strides.</summary>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="strides">Step of each axis, in elements.</param>
    /// <param name="offset">Position of the first element.</param>
    /// <exception cref="ShapeException">There is not one stride per axis.</exception>
    public static Layout Strided(Shape shape, ReadOnlySpan<int> strides, int offset)
        => strides.Length == shape.Rank
            ? new Layout(shape, [.. strides], offset)
            : throw new ShapeException($"Layout: {strides.Length} strides for the {shape.Rank} axes of {shape}.");

    /// <summary>The same elements with the axes in another order.</summary>
    /// <param name="axes">For each new axis, the old one; negative axes count from the last.</param>
    /// <exception cref="ShapeException">The axes are not a permutation.</exception>
    public Layout Permute(params ReadOnlySpan<int> axes)
    {
        int rank = Shape.Rank;
        int[] sizes = new int[rank];
        int[] strides = new int[rank];
        int seen = 0;
        if (axes.Length == rank)
        {
            for (int i = 0; i < rank; i++)
            {
                int axis = Shape.Axis(axes[i], "Permute");
                seen |= 1 << axis;
                sizes[i] = Shape[axis];
                strides[i] = _strides[axis];
            }
        }

        if (axes.Length != rank || seen != (1 << rank) - 1)
        {
            throw new ShapeException($"Permute: [{string.Join(", ", axes.ToArray())}] is not an order of the {rank} axes of {Shape}.");
        }

        return new Layout(new Shape(sizes), [.. strides], Offset);
    }

    /// <summary>The same elements with two axes exchanged.</summary>
    public Layout Transpose(int first, int second)
    {
        int[] axes = [.. Enumerable.Range(0, Shape.Rank)];
        int a = Shape.Axis(first, "Transpose");
        int b = Shape.Axis(second, "Transpose");
        (axes[a], axes[b]) = (axes[b], axes[a]);
        return Permute(axes);
    }

    /// <summary>Every <paramref name="step"/>-th element of one axis.</summary>
    /// <param name="axis">Axis; negative axes count from the last.</param>
    /// <param name="start">First position, from 0 to the size of the axis.</param>
    /// <param name="length">Number of positions, at least 0.</param>
    /// <param name="step">Distance of positions; negative walks backwards; not 0.</param>
    /// <exception cref="ShapeException">A position lies outside the axis.</exception>
    public Layout Slice(int axis, int start, int length, int step = 1)
    {
        int resolved = Shape.Axis(axis, "Slice");
        int size = Shape[resolved];
        long last = start + ((long)Math.Max(length - 1, 0) * step);
        bool inside = length == 0 ? start >= 0 && start <= size : start >= 0 && start < size && last >= 0 && last < size;
        if (length < 0 || step == 0 || !inside)
        {
            throw new ShapeException($"Slice: {length} positions from {start} with step {step} leave axis {axis} of {Shape}, which has {size}.");
        }

        int offset = length == 0 ? Offset : Offset + (start * _strides[resolved]);
        return new Layout(Shape.With(resolved, length), _strides.SetItem(resolved, _strides[resolved] * step), offset);
    }

    /// <summary>One position of an axis, which disappears.</summary>
    public Layout Select(int axis, int position)
    {
        int resolved = Shape.Axis(axis, "Select");
        int at = position < 0 ? position + Shape[resolved] : position;
        if ((uint)at >= (uint)Shape[resolved])
        {
            throw new ShapeException($"Select: position {position} is outside axis {axis} of {Shape}, which has {Shape[resolved]}.");
        }

        return new Layout(Shape.Without(resolved), _strides.RemoveAt(resolved), Offset + (at * _strides[resolved]));
    }

    /// <summary>The same elements repeated to a larger shape by NumPy's rule, with stride 0 along repeated axes.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast to <paramref name="shape"/>.</exception>
    public Layout BroadcastTo(Shape shape)
    {
        int extra = shape.Rank - Shape.Rank;
        bool fits = extra >= 0;
        int[] strides = new int[shape.Rank];
        for (int axis = 0; fits && axis < Shape.Rank; axis++)
        {
            fits = Shape[axis] == shape[axis + extra] || Shape[axis] == 1;
            strides[axis + extra] = Shape[axis] == 1 ? 0 : _strides[axis];
        }

        if (!fits)
        {
            throw new ShapeException($"BroadcastTo: {Shape} does not broadcast to {shape}.");
        }

        return new Layout(shape, [.. strides], Offset);
    }

    /// <summary>The layout with an axis of size 1 inserted before <paramref name="axis"/>.</summary>
    public Layout Unsqueeze(int axis)
    {
        int at = axis < 0 ? axis + Shape.Rank + 1 : axis;
        if ((uint)at > (uint)Shape.Rank)
        {
            throw new ShapeException($"Unsqueeze: axis {axis} does not fit between the {Shape.Rank} axes of {Shape}.");
        }

        return new Layout(Shape.Insert(at, 1), (_strides.IsDefault ? [] : _strides).Insert(at, 0), Offset);
    }

    /// <summary>Another shape over the same elements, when that needs no copy (the layout is contiguous).</summary>
    /// <exception cref="ShapeException">The element counts differ, or the layout is not contiguous.</exception>
    public Layout Reshape(Shape shape)
    {
        if (shape.ElementCount != Shape.ElementCount)
        {
            throw new ShapeException($"Reshape: {Shape} has {Shape.ElementCount} elements, {shape} has {shape.ElementCount}.");
        }

        if (!IsContiguous)
        {
            throw new ShapeException($"Reshape: the layout of {Shape} is not contiguous; copy it first.");
        }

        return Contiguous(shape, Offset);
    }

    /// <summary>Position of one element in the buffer, in elements.</summary>
    public int PositionOf(params ReadOnlySpan<int> index)
    {
        if (index.Length != Shape.Rank)
        {
            throw new ShapeException($"Layout: {index.Length} indices for the {Shape.Rank} axes of {Shape}.");
        }

        int position = Offset;
        for (int axis = 0; axis < index.Length; axis++)
        {
            int at = index[axis] < 0 ? index[axis] + Shape[axis] : index[axis];
            if ((uint)at >= (uint)Shape[axis])
            {
                throw new ShapeException($"Layout: index {index[axis]} is outside axis {axis} of {Shape}.");
            }

            position += at * _strides[axis];
        }

        return position;
    }

    /// <inheritdoc/>
    public bool Equals(Layout other) => Shape == other.Shape && Offset == other.Offset && Strides.SequenceEqual(other.Strides);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Layout other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape, Offset);

    /// <summary>Whether both place their elements alike.</summary>
    public static bool operator ==(Layout left, Layout right) => left.Equals(right);

    /// <summary>Whether the layouts differ.</summary>
    public static bool operator !=(Layout left, Layout right) => !left.Equals(right);

    private static bool FollowsRowMajor(Shape shape, ReadOnlySpan<int> strides)
    {
        int expected = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            // An axis of size 1 is never stepped along, so its stride does not matter.
            if (shape[axis] != 1)
            {
                if (strides[axis] != expected)
                {
                    return shape.ElementCount == 0;
                }

                expected *= shape[axis];
            }
        }

        return true;
    }
}
