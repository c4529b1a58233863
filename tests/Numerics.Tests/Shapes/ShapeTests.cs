using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Count_is_the_product_of_the_sizes()
    {
        Assert.Equal(24, new Shape(2, 3, 4).ElementCount);
        Assert.Equal(0, new Shape(2, 0, 4).ElementCount);
        Assert.Equal(1, Shape.Scalar.ElementCount);
        Assert.Equal(0, Shape.Scalar.Rank);
    }

    [Fact]
    public void A_default_shape_is_the_shape_of_a_single_number()
    {
        Shape shape = default;
        Assert.Equal(Shape.Scalar, shape);
        Assert.Equal(1, shape.ElementCount);
        Assert.Equal("[]", shape.ToString());
        Assert.True(shape.Sizes.IsEmpty);
        Assert.Equal(new Shape(5), shape.Insert(0, 5));
    }

    [Fact]
    public void Axes_count_from_the_first_or_the_last()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal((2, 4, 4, 2), (shape[0], shape[2], shape[-1], shape[-3]));
        Assert.Equal((4, 2), (shape[^1], shape[^3]));
        Assert.Equal(new Shape(3, 4), shape[1..]);
        Assert.Equal(Shape.Scalar, shape[..0]);
        Assert.Equal([2, 3, 4], shape.Sizes.ToArray());
        Assert.Equal([2, 3, 4], (int[])[.. shape]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-4)]
    public void A_missing_axis_is_named_with_the_shape(int axis)
    {
        Shape shape = [2, 3, 4];
        ShapeException error = Assert.Throws<ShapeException>(() => shape[axis]);
        Assert.Equal($"Shape: there is no axis {axis} in [2, 3, 4], which has rank 3.", error.Message);
        Assert.Contains("Sum:", Assert.Throws<ShapeException>(() => shape.Axis(axis, "Sum")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_axis_counted_from_the_end_is_named_with_the_shape()
    {
        Shape shape = [2, 3];
        ShapeException error = Assert.Throws<ShapeException>(() => shape[^3]);
        Assert.Equal("Shape: there is no axis ^3 in [2, 3], which has rank 2.", error.Message);
        Assert.Throws<ShapeException>(() => shape[^0]);
        Assert.Throws<ShapeException>(() => default(Shape)[^1]);
    }

    [Fact]
    public void A_negative_size_is_named_with_all_sizes()
        => Assert.Equal("Shape: the size -1 in [2, -1] is negative.", Assert.Throws<ShapeException>(() => new Shape(2, -1)).Message);

    [Fact]
    public void More_elements_than_an_int_counts_are_refused_in_whatever_order_the_sizes_stand()
    {
        Assert.Equal(int.MaxValue, new Shape(int.MaxValue).ElementCount);
        Assert.Contains("[65536, 32768]", Assert.Throws<ShapeException>(() => new Shape(65536, 32768)).Message, StringComparison.Ordinal);

        // Strides of the axes before an empty one count the others, so they must fit too.
        Assert.Throws<ShapeException>(() => new Shape(70_000, 70_000, 0));
        Assert.Throws<ShapeException>(() => new Shape(0, 70_000, 70_000));
        Assert.Throws<ShapeException>(() => new Shape(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue));
    }

    [Fact]
    public void Shapes_with_the_same_sizes_are_equal()
    {
        Shape first = [2, 3];
        Shape second = new(2, 3);
        Assert.True(first == second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.True(first != new Shape(3, 2));
        Assert.True(first != new Shape(2, 3, 1));
        Assert.False(first.Equals("[2, 3]"));
    }

    [Fact]
    public void Axes_are_replaced_removed_and_inserted()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal(new Shape(2, 7, 4), shape.With(1, 7));
        Assert.Equal(new Shape(2, 3, 7), shape.With(-1, 7));
        Assert.Equal(new Shape(2, 4), shape.Without(-2));
        Assert.Equal(new Shape(9, 2, 3, 4), shape.Insert(0, 9));
        Assert.Equal(new Shape(2, 3, 4, 9), shape.Insert(3, 9));
        Assert.Equal(new Shape(2, 3, 4, 9), shape.Insert(-1, 9));
        Assert.Throws<ShapeException>(() => shape.With(3, 1));
        Assert.Throws<ShapeException>(() => shape.Without(3));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-5)]
    public void An_axis_that_cannot_be_inserted_is_named(int axis)
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new Shape(2, 3, 4).Insert(axis, 1));
        Assert.Equal($"Shape.Insert: axis {axis} does not fit between the 3 axes of [2, 3, 4].", error.Message);
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 3 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 1, 3 }, new[] { 2, 3 })]
    [InlineData(new int[0], new[] { 4, 5 }, new[] { 4, 5 })]
    [InlineData(new[] { 7, 1, 5 }, new[] { 6, 1 }, new[] { 7, 6, 5 })]
    [InlineData(new[] { 0, 3 }, new[] { 1, 3 }, new[] { 0, 3 })]
    [InlineData(new[] { 1 }, new[] { 0 }, new[] { 0 })]
    public void Shapes_broadcast_by_the_rule_of_NumPy(int[] left, int[] right, int[] expected)
    {
        Assert.Equal(new Shape(expected), Shape.Broadcast(new Shape(left), new Shape(right), "Add"));
        Assert.Equal(new Shape(expected), Shape.Broadcast(new Shape(right), new Shape(left), "Add"));
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_both_named()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => Shape.Broadcast([4, 2, 3], [3, 3], "Add"));
        Assert.Equal("Add: [4, 2, 3] and [3, 3] do not broadcast: sizes 2 and 3 of axis -2 differ and neither is 1.", error.Message);
        Assert.Throws<ShapeException>(() => Shape.Broadcast([0], [2], "Add"));
    }
}
