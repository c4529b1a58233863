using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Every view against the indices it stands for, element by element.</summary>
public sealed class LayoutTests
{
    private static readonly Layout s_base = Layout.Contiguous([3, 4, 5], offset: 7);

    [Fact]
    public void A_contiguous_layout_is_row_major()
    {
        Assert.Equal([20, 5, 1], s_base.Strides.ToArray());
        Assert.Equal(Enumerable.Range(7, 60), Positions(s_base));
        Assert.True(s_base.IsContiguous);
        Assert.Equal([7], Positions(Layout.Contiguous(Shape.Scalar, 7)));
    }

    [Fact]
    public void Permute_moves_the_axes()
    {
        Layout view = s_base.Permute(2, 0, -2);
        Assert.Equal(new Shape(5, 3, 4), view.Shape);
        ForEach(view.Shape, at => Assert.Equal(s_base.PositionOf(at[1], at[2], at[0]), view.PositionOf(at)));
        Assert.False(view.IsContiguous);
        Assert.Equal(s_base, s_base.Permute(0, 1, 2));
        Assert.Equal(s_base.Permute(0, 2, 1), s_base.Transpose(-1, 1));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 1, 2, 0)]
    public void An_order_that_is_no_permutation_is_named(params int[] axes)
    {
        ShapeException error = Assert.Throws<ShapeException>(() => s_base.Permute(axes));
        Assert.Equal($"Permute: [{string.Join(", ", axes)}] is not an order of the 3 axes of [3, 4, 5].", error.Message);
    }

    [Theory]
    [InlineData(1, 0, 4, 1)]
    [InlineData(2, 1, 3, 1)]
    [InlineData(2, 4, 5, -1)]
    [InlineData(-1, 3, 2, -3)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(0, 2, 1, 100)]
    public void Slice_takes_every_step_th_position(int axis, int start, int length, int step)
    {
        Layout view = s_base.Slice(axis, start, length, step);
        int resolved = axis < 0 ? axis + 3 : axis;
        Assert.Equal(s_base.Shape.With(axis, length), view.Shape);
        ForEach(view.Shape, at =>
        {
            int[] origin = [.. at];
            origin[resolved] = start + (at[resolved] * step);
            Assert.Equal(s_base.PositionOf(origin), view.PositionOf(at));
        });
    }

    [Fact]
    public void An_empty_slice_has_no_elements()
    {
        Assert.Equal(0, s_base.Slice(1, 4, 0).Shape.ElementCount);
        Assert.Equal(0, s_base.Slice(1, 0, 0, -1).Shape.ElementCount);
        Assert.True(s_base.Slice(1, 4, 0).IsContiguous);
    }

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(4, 1, 1)]
    [InlineData(-1, 1, 1)]
    [InlineData(1, 2, -2)]
    [InlineData(0, 2, 4)]
    [InlineData(0, -1, 1)]
    [InlineData(5, 0, 1)]
    [InlineData(0, 2, 0)]
    [InlineData(1, 3, int.MaxValue)]
    public void A_slice_that_leaves_its_axis_is_named(int start, int length, int step)
    {
        ShapeException error = Assert.Throws<ShapeException>(() => s_base.Slice(1, start, length, step));
        Assert.Equal($"Slice: {length} positions from {start} with step {step} leave axis 1 of [3, 4, 5], which has 4.", error.Message);
    }

    [Fact]
    public void Select_removes_an_axis()
    {
        Layout view = s_base.Select(1, -1);
        Assert.Equal(new Shape(3, 5), view.Shape);
        ForEach(view.Shape, at => Assert.Equal(s_base.PositionOf(at[0], 3, at[1]), view.PositionOf(at)));
        ShapeException error = Assert.Throws<ShapeException>(() => s_base.Select(-1, 5));
        Assert.Equal("Select: position 5 is outside axis -1 of [3, 4, 5], which has 5.", error.Message);
        Assert.Throws<ShapeException>(() => s_base.Select(0, -4));
    }

    [Fact]
    public void BroadcastTo_repeats_axes_of_one()
    {
        Layout small = Layout.Contiguous([4, 1], offset: 2);
        Layout view = small.BroadcastTo([3, 4, 5]);
        ForEach(view.Shape, at => Assert.Equal(small.PositionOf(at[1], 0), view.PositionOf(at)));
        Assert.Equal([0, 1, 0], view.Strides.ToArray());
        Assert.False(view.IsContiguous);
        Assert.Equal(0, small.BroadcastTo([4, 0]).Shape.ElementCount);
        ShapeException error = Assert.Throws<ShapeException>(() => small.BroadcastTo([3, 5]));
        Assert.Equal("BroadcastTo: [4, 1] does not broadcast to [3, 5].", error.Message);
        Assert.Throws<ShapeException>(() => s_base.BroadcastTo([4, 5]));
    }

    [Fact]
    public void Unsqueeze_inserts_an_axis_of_one()
    {
        Assert.Equal(new Shape(1, 3, 4, 5), s_base.Unsqueeze(0).Shape);
        Assert.Equal(new Shape(3, 4, 5, 1), s_base.Unsqueeze(-1).Shape);
        Assert.Equal(new Shape(1), default(Layout).Unsqueeze(0).Shape);
        Layout view = s_base.Transpose(0, 1).Unsqueeze(1);
        ForEach(view.Shape, at => Assert.Equal(s_base.PositionOf(at[2], at[0], at[3]), view.PositionOf(at)));
        Assert.True(s_base.Unsqueeze(2).IsContiguous);
        ShapeException error = Assert.Throws<ShapeException>(() => s_base.Unsqueeze(4));
        Assert.Equal("Unsqueeze: axis 4 does not fit between the 3 axes of [3, 4, 5].", error.Message);
    }

    [Fact]
    public void Reshape_keeps_the_order_of_the_elements()
    {
        Assert.Equal(Positions(s_base), Positions(s_base.Reshape([6, 10])));
        Assert.Equal(Positions(s_base.Slice(0, 1, 2)), Positions(s_base.Slice(0, 1, 2).Reshape([40])));
        Assert.Equal(
            "Reshape: [3, 4, 5] has 60 elements, [7, 9] has 63.",
            Assert.Throws<ShapeException>(() => s_base.Reshape([7, 9])).Message);
        Assert.Equal(
            "Reshape: the layout of [4, 3, 5] is not contiguous; copy it first.",
            Assert.Throws<ShapeException>(() => s_base.Transpose(0, 1).Reshape([60])).Message);
    }

    [Fact]
    public void The_steps_of_axes_of_one_do_not_matter_for_being_contiguous()
    {
        Assert.True(Layout.Contiguous([3, 1, 5]).Transpose(0, 1).IsContiguous);
        Assert.True(s_base.Slice(0, 1, 1).IsContiguous);
        Assert.False(s_base.Slice(1, 0, 2).IsContiguous);
        Assert.False(s_base.Slice(2, 4, 5, -1).IsContiguous);
        Assert.True(Layout.Contiguous([2, 0, 3]).Permute(2, 0, 1).IsContiguous);
    }

    [Fact]
    public void A_wrong_index_is_named()
    {
        Assert.Equal(
            "Layout: index 4 is outside axis 1 of [3, 4, 5].",
            Assert.Throws<ShapeException>(() => s_base.PositionOf(0, 4, 0)).Message);
        Assert.Equal(
            "Layout: 2 indices for the 3 axes of [3, 4, 5].",
            Assert.Throws<ShapeException>(() => s_base.PositionOf(0, 0)).Message);
        Assert.Equal(s_base.PositionOf(2, 3, 4), s_base.PositionOf(-1, -1, -1));
        Assert.Throws<ShapeException>(() => s_base.PositionOf(-4, 0, 0));
    }

    [Fact]
    public void Layouts_are_equal_when_they_place_every_element_alike()
    {
        Assert.True(s_base == Layout.Contiguous([3, 4, 5], 7));
        Assert.Equal(s_base.GetHashCode(), Layout.Contiguous([3, 4, 5], 7).GetHashCode());
        Assert.True(s_base != Layout.Contiguous([3, 4, 5], 8));
        Assert.True(Layout.Contiguous([3, 3]) != Layout.Contiguous([3, 3]).Transpose(0, 1));
    }

    internal static List<int> Positions(Layout layout)
    {
        List<int> positions = [];
        ForEach(layout.Shape, at => positions.Add(layout.PositionOf(at)));
        return positions;
    }

    internal static void ForEach(Shape shape, Action<int[]> visit)
    {
        int[] at = new int[shape.Rank];
        for (int i = 0; i < shape.ElementCount; i++)
        {
            int rest = i;
            for (int axis = shape.Rank - 1; axis >= 0; axis--)
            {
                at[axis] = rest % shape[axis];
                rest /= shape[axis];
            }

            visit(at);
        }
    }
}
