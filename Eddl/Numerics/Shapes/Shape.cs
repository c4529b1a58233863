using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Sizes of the axes of a tensor, outermost first. Immutable; a scalar has rank 0 and one element.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>
{
    private readonly ImmutableArray<int> _sizes;
    private readonly int _count;

    /// <summary>Creates a shape.</summary>
    /// <param name="sizes">Size of each axis, at least 0, outermost first.</param>
    /// <exception cref="ShapeException">A size is negative, or the sizes other than 0 have a product above <see cref="int.MaxValue"/>.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        // Strides are products of sizes too, so those beside an empty axis must fit as well.
        long product = 1;
        bool isEmpty = false;
        foreach (int size in sizes)
        {
            if (size < 0)
            {
                throw new ShapeException($"Shape: the size {size} in [{string.Join(", ", sizes.ToArray())}] is negative.");
            }

            isEmpty |= size == 0;
            product *= Math.Max(size, 1);
            if (product > int.MaxValue)
            {
                throw new ShapeException($"Shape: [{string.Join(", ", sizes.ToArray())}] has more than {int.MaxValue} elements.");
            }
        }

        _sizes = [.. sizes];
        _count = isEmpty ? 0 : (int)product;
    }

    private Shape(ImmutableArray<int> sizes, int count)
    {
        _sizes = sizes;
        _count = count;
    }

    /// <summary>The shape of a single number: rank 0, one element.</summary>
    public static Shape Scalar { get; } = new([], 1);

    /// <summary>Number of axes.</summary>
    public int Rank => _sizes.IsDefault ? 0 : _sizes.Length;

    /// <summary>Number of elements, the product of the sizes.</summary>
    /// <remarks>Not named Count: the compiler would take that for the number of axes when it spreads a shape into a collection.</remarks>
    public int ElementCount => _sizes.IsDefault ? 1 : _count;

    /// <summary>Sizes of the axes, outermost first.</summary>
    public ReadOnlySpan<int> Sizes => _sizes.IsDefault ? [] : _sizes.AsSpan();

    /// <summary>Size of one axis; negative axes count from the last.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int this[int axis] => _sizes[Axis(axis, "Shape")];

    /// <summary>Creates a shape from a collection expression.</summary>
    public static Shape Create(ReadOnlySpan<int> sizes) => new(sizes);

    /// <summary>Turns an axis that may be negative into one from 0 to <see cref="Rank"/> - 1.</summary>
    /// <param name="axis">Axis, from -<see cref="Rank"/> to <see cref="Rank"/> - 1.</param>
    /// <param name="operation">Operation to name in the error.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int Axis(int axis, string operation)
    {
        int resolved = axis < 0 ? axis + Rank : axis;
        if ((uint)resolved >= (uint)Rank)
        {
            throw new ShapeException($"{operation}: there is no axis {axis} in {this}, which has rank {Rank}.");
        }

        return resolved;
    }

    /// <summary>The shape with the size of one axis replaced.</summary>
    public Shape With(int axis, int size)
    {
        int resolved = Axis(axis, "Shape.With");
        return new Shape(_sizes.SetItem(resolved, size).AsSpan());
    }

    /// <summary>The shape without one axis.</summary>
    public Shape Without(int axis) => new(_sizes.RemoveAt(Axis(axis, "Shape.Without")).AsSpan());

    /// <summary>The shape with an axis inserted before <paramref name="axis"/>.</summary>
    /// <param name="axis">Position of the new axis, from 0 to <see cref="Rank"/>; negative positions count from behind the last axis.</param>
    /// <param name="size">Its size, at least 0.</param>
    /// <exception cref="ShapeException">There is no such position.</exception>
    public Shape Insert(int axis, int size)
    {
        int at = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)at > (uint)Rank)
        {
            throw new ShapeException($"Shape.Insert: axis {axis} does not fit between the {Rank} axes of {this}.");
        }

        return new Shape((_sizes.IsDefault ? [] : _sizes).Insert(at, size).AsSpan());
    }

    /// <summary>The shape both operands broadcast to: NumPy's rule, sizes are equal or 1, aligned at the last axis.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="operation">Operation to name in the error.</param>
    /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
    public static Shape Broadcast(Shape left, Shape right, string operation)
    {
        if (left == right)
        {
            return left;
        }

        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> sizes = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int a = i <= left.Rank ? left[^i] : 1;
            int b = i <= right.Rank ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
            {
                throw new ShapeException($"{operation}: {left} and {right} do not broadcast: sizes {a} and {b} of axis -{i} differ and neither is 1.");
            }

            sizes[rank - i] = a == 1 ? b : a;
        }

        return new Shape(sizes);
    }

    /// <summary>Size of an axis counted from the end.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int this[Index axis]
    {
        get
        {
            int at = axis.GetOffset(Rank);
            return (uint)at < (uint)Rank
                ? _sizes[at]
                : throw new ShapeException($"Shape: there is no axis {axis} in {this}, which has rank {Rank}.");
        }
    }

    /// <summary>The axes of a range, as a shape.</summary>
    public Shape this[Range axes] => new(Sizes[axes]);

    /// <inheritdoc/>
    public bool Equals(Shape other) => Sizes.SequenceEqual(other.Sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int size in Sizes)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>The sizes in brackets, such as <c>[2, 3]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Sizes.ToArray())}]";

    /// <summary>Enumerates the sizes.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Sizes.GetEnumerator();

    /// <summary>Whether both have the same sizes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether the sizes differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);
}
