using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Laws of views, on random shapes of rank 0 to 5.</summary>
public sealed class LayoutPropertyTests
{
    private static readonly Gen<Layout> s_layouts =
        from rank in Gen.Choose(0, 5)
        from sizes in Gen.Choose(0, 4).ArrayOf(rank)
        from offset in Gen.Choose(0, 100)
        select Layout.Contiguous(new Shape(sizes), offset);

    // A layout with a random order of its axes.
    private static readonly Gen<(Layout Layout, int[] Axes)> s_orders =
        from layout in s_layouts
        from axes in Gen.Shuffle(Enumerable.Range(0, layout.Shape.Rank))
        select (layout, axes);

    [Fact]
    public void The_inverse_permutation_undoes_a_permutation() => Check(s_orders, test =>
    {
        int[] inverse = new int[test.Axes.Length];
        for (int i = 0; i < inverse.Length; i++)
        {
            inverse[test.Axes[i]] = i;
        }

        return test.Layout.Permute(test.Axes).Permute(inverse) == test.Layout;
    });

    [Fact]
    public void A_permutation_visits_the_same_elements() => Check(
        s_orders,
        test => LayoutTests.Positions(test.Layout.Permute(test.Axes)).Order().SequenceEqual(LayoutTests.Positions(test.Layout)));

    [Fact]
    public void Reversing_an_axis_twice_changes_nothing() => Check(
        s_orders.Where(test => test.Axes.Length > 0 && test.Layout.Shape.ElementCount > 0),
        test =>
        {
            Layout layout = test.Layout.Permute(test.Axes);
            int size = layout.Shape[0];
            return layout.Slice(0, size - 1, size, -1).Slice(0, size - 1, size, -1) == layout;
        });

    [Fact]
    public void Selecting_is_slicing_one_position_and_dropping_the_axis() => Check(
        s_orders.Where(test => test.Axes.Length > 0 && test.Layout.Shape.ElementCount > 0),
        test =>
        {
            Layout layout = test.Layout.Permute(test.Axes);
            int position = layout.Shape[0] / 2;
            return LayoutTests.Positions(layout.Select(0, position)).SequenceEqual(LayoutTests.Positions(layout.Slice(0, position, 1)));
        });

    [Fact]
    public void An_inserted_axis_can_be_selected_away() => Check(
        s_orders,
        test => test.Layout.Permute(test.Axes).Unsqueeze(-1).Select(-1, 0) == test.Layout.Permute(test.Axes));

    [Fact]
    public void A_layout_is_contiguous_when_its_positions_follow_each_other() => Check(s_orders, test =>
    {
        Layout layout = test.Layout.Permute(test.Axes);
        return layout.IsContiguous == LayoutTests.Positions(layout).SequenceEqual(Enumerable.Range(layout.Offset, layout.Shape.ElementCount));
    });

    [Fact]
    public void Broadcasting_to_more_rows_repeats_the_whole_layout() => Check(s_orders, test =>
    {
        Layout layout = test.Layout.Permute(test.Axes);
        List<int> once = LayoutTests.Positions(layout);
        return LayoutTests.Positions(layout.BroadcastTo(layout.Shape.Insert(0, 3))).SequenceEqual([.. once, .. once, .. once]);
    });

    private static void Check<T>(Gen<T> inputs, Func<T, bool> law)
        => Prop.ForAll(inputs.ToArbitrary(), law).QuickCheckThrowOnFailure();
}
