using Xunit;

namespace DeepHealth.Numerics.Tests;

public unsafe class MapTests
{
    [Fact]
    public void Map_applies_the_op_to_every_element_and_to_nothing_else()
    {
        foreach (int n in LoopData.Sizes)
        {
            float[] x = LoopData.Numbers(n);
            var y = new float[n + 2];
            y[0] = y[^1] = 99;
            SpanLoops.Map(default(Sigmoid), x, y.AsSpan(1, n));
            for (int i = 0; i < n; i++)
            {
                Assert.Equal(default(Sigmoid).Forward(new Scalar(x[i])).Value, y[i + 1]);
                Assert.Equal(1 / (1 + Math.Exp(-x[i])), y[i + 1], 1e-6);
            }

            Assert.Equal((99f, 99f), (y[0], y[^1]));
        }
    }

    [Fact]
    public void Map_works_in_place()
    {
        float[] x = LoopData.Numbers(101);
        float[] expected = new float[101];
        SpanLoops.Map(default(Square), x, expected);
        SpanLoops.Map(default(Square), x, x);
        Assert.Equal(expected, x);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Map_gradient_is_written_or_added(bool accumulate)
    {
        foreach (int n in LoopData.Sizes)
        {
            float[] x = LoopData.Numbers(n);
            float[] y = new float[n];
            SpanLoops.Map(default(Sigmoid), x, y);
            float[] dy = LoopData.Numbers(n, 1);
            float[] dx = LoopData.Numbers(n, 2);
            float[] before = [.. dx];
            SpanLoops.MapGradient(default(Sigmoid), x, y, dy, dx, accumulate);
            for (int i = 0; i < n; i++)
            {
                double s = 1 / (1 + Math.Exp(-x[i]));
                Assert.Equal((s * (1 - s) * dy[i]) + (accumulate ? before[i] : 0), dx[i], 2e-6);
            }
        }
    }

    [Fact]
    public void All_vector_types_give_the_same_bits()
    {
        float[] x = FloatSweep.All(500);
        float[] a = new float[x.Length], b = new float[x.Length], c = new float[x.Length];
        fixed (float* px = x, pa = a, pb = b, pc = c)
        {
            SpanLoops.MapWith<Sigmoid, Scalar>(default, px, pa, x.Length);
            SpanLoops.MapWith<Sigmoid, Lanes8>(default, px, pb, x.Length);
            SpanLoops.MapWith<Sigmoid, Lanes16>(default, px, pc, x.Length);
        }

        Assert.Equal(a, b);
        Assert.Equal(a, c);
    }

    [Fact]
    public void Composed_ops_equal_one_after_the_other()
    {
        var both = new Then<Square, Sigmoid>(default, default);
        float[] x = LoopData.Numbers(77);
        float[] dy = LoopData.Numbers(77, 1);
        float[] middle = new float[77], y = new float[77], dMiddle = new float[77], dx = new float[77], y2 = new float[77], dx2 = new float[77];
        SpanLoops.Map(default(Square), x, middle);
        SpanLoops.Map(default(Sigmoid), middle, y);
        SpanLoops.MapGradient(default(Sigmoid), middle, y, dy, dMiddle, false);
        SpanLoops.MapGradient(default(Square), x, middle, dMiddle, dx, false);
        SpanLoops.Map(both, x, y2);
        SpanLoops.MapGradient(both, x, y2, dy, dx2, false);
        Assert.Equal(y, y2);
        Assert.Equal(dx, dx2);
        Assert.Equal("Square+Sigmoid", Then<Square, Sigmoid>.Name);
    }

    [Fact]
    public void Composed_backward_is_the_exact_derivative()
    {
        var both = new Then<Square, Sigmoid>(default, default);
        foreach (double x in new[] { -1.5, -0.2, 0.0, 0.7, 2.0 })
        {
            Dual y = both.Forward(new Dual(x, 1));
            double backward = both.Backward(new Scalar64(x), new Scalar64(y.Value), new Scalar64(1)).Value;
            Assert.Equal(y.Derivative, backward, 1e-14);
        }
    }

    [Fact]
    public void Lengths_that_differ_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => SpanLoops.Map(default(Square), new float[3], new float[4]));
        Assert.Contains("Square", error.Message, StringComparison.Ordinal);
        Assert.Contains("4", error.Message, StringComparison.Ordinal);
        Assert.Contains("3", error.Message, StringComparison.Ordinal);
    }
}
