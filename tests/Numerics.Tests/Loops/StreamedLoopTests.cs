using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Loops that write past the caches give the bits of those that do not, wherever the memory begins and whatever else it is.</summary>
public unsafe class StreamedLoopTests
{
    private const float Mark = 99;

    public static TheoryData<BroadcastClass> Classes => [.. Enum.GetValues<BroadcastClass>()];

    // Where the result begins, in floats behind a cache line.
    public static TheoryData<int> Offsets => [0, 1, 4, 8, 15];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Map_writes_the_same_bits_and_nothing_else(int offset)
    {
        foreach (int n in LoopData.Sizes)
        {
            float[] x = LoopData.Numbers(n), dy = LoopData.Numbers(n, 1), expected = new float[n], expectedGradient = new float[n];
            SpanLoops.Map(default(Sigmoid), x, expected);
            SpanLoops.MapGradient(default(Sigmoid), x, expected, dy, expectedGradient, accumulate: false);
            AssertWrites(expected, offset, y => SpanLoops.Map(default(Sigmoid), x, y, stream: true));
            AssertWrites(expectedGradient, offset, dx => SpanLoops.MapGradient(default(Sigmoid), x, expected, dy, dx, accumulate: false, stream: true));
        }
    }

    [Fact]
    public void Every_vector_type_writes_the_same_bits()
    {
        foreach (int n in LoopData.Sizes)
        {
            float[] x = LoopData.Numbers(n), expected = new float[n];
            SpanLoops.Map(default(Sigmoid), x, expected);
            fixed (float* px = x)
            {
                nint source = (nint)px;
                AssertWrites(expected, 0, y => SpanLoops.MapWith<Sigmoid, Scalar>(default, (float*)source, Pointer(y), n, stream: true));
                AssertWrites(expected, 0, y => SpanLoops.MapWith<Sigmoid, Lanes8>(default, (float*)source, Pointer(y), n, stream: true));
                AssertWrites(expected, 0, y => SpanLoops.MapWith<Sigmoid, Lanes16>(default, (float*)source, Pointer(y), n, stream: true));
            }
        }
    }

    [Fact]
    public void In_place_and_added_results_are_as_without()
    {
        using PinnedBuffer memory = new BufferPool().Rent(1000 * sizeof(float));
        Span<float> y = memory.AsSpan<float>();
        float[] x = LoopData.Numbers(1000), dy = LoopData.Numbers(1000, 1), forward = new float[1000], expected = LoopData.Numbers(1000, 2);
        SpanLoops.Map(default(Sigmoid), x, forward);
        x.CopyTo(y);
        SpanLoops.Map(default(Sigmoid), y, y, stream: true);
        Assert.Equal(forward, y.ToArray());

        expected.CopyTo(y);
        SpanLoops.MapGradient(default(Sigmoid), x, forward, dy, expected, accumulate: true);
        SpanLoops.MapGradient(default(Sigmoid), x, forward, dy, y, accumulate: true, stream: true);
        Assert.Equal(expected, y.ToArray());

        SpanLoops.MapGradient(default(Sigmoid), x, forward, dy, expected, accumulate: false);
        dy.CopyTo(y);
        SpanLoops.MapGradient(default(Sigmoid), x, forward, y, y, accumulate: false, stream: true);
        Assert.Equal(expected, y.ToArray());

        SpanLoops.Zip(default(Divide), BroadcastClass.Same, x, dy, expected, 1, 1000);
        dy.CopyTo(y);
        SpanLoops.Zip(default(Divide), BroadcastClass.Same, x, y, y, 1, 1000, stream: true);
        Assert.Equal(expected, y.ToArray());

        SpanLoops.SoftmaxRows(x, expected, 25, 40);
        x.CopyTo(y);
        SpanLoops.SoftmaxRows(y, y, 25, 40, stream: true);
        Assert.Equal(expected, y.ToArray());
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Zip_writes_the_same_bits_and_nothing_else(BroadcastClass right)
    {
        (int, int)[] aligned = [(3, 16), (7, 48), (5, 1024)];
        foreach ((int rows, int columns) in LoopData.Matrices.Concat(aligned))
        {
            float[] a = LoopData.Numbers(rows * columns), dy = LoopData.Numbers(a.Length, 2);
            float[] b = LoopData.Divisors(LoopData.RightLength(right, rows, columns), 1);
            float[] expected = new float[a.Length], expectedGradient = new float[a.Length];
            SpanLoops.Zip(default(Divide), right, a, b, expected, rows, columns);
            SpanLoops.ZipGradientLeft(default(Divide), right, a, b, expected, dy, expectedGradient, rows, columns, accumulate: false);
            foreach (int offset in new[] { 0, 8 })
            {
                AssertWrites(expected, offset, y => SpanLoops.Zip(default(Divide), right, a, b, y, rows, columns, stream: true));
                AssertWrites(
                    expectedGradient, offset,
                    da => SpanLoops.ZipGradientLeft(default(Divide), right, a, b, expected, dy, da, rows, columns, accumulate: false, stream: true));
            }
        }
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(7, 31)]
    [InlineData(33, 32)]
    [InlineData(100, 256)]
    [InlineData(3, 4096)]
    [InlineData(3, 4112)]
    [InlineData(9, 1000)]
    public void Softmax_writes_the_same_bits_and_nothing_else(int rows, int columns)
    {
        float[] x = LoopData.Numbers(rows * columns), expected = new float[x.Length], logarithm = new float[x.Length];
        SpanLoops.SoftmaxRows(x, expected, rows, columns);
        SpanLoops.LogSoftmaxRows(x, logarithm, rows, columns);
        foreach (int offset in new[] { 0, 4 })
        {
            AssertWrites(expected, offset, y => SpanLoops.SoftmaxRows(x, y, rows, columns, stream: true));
            AssertWrites(logarithm, offset, y => SpanLoops.LogSoftmaxRows(x, y, rows, columns, stream: true));
        }
    }

    private delegate void Write(Span<float> destination);

    private static float* Pointer(Span<float> pinned)
    {
        fixed (float* p = pinned)
        {
            return p;
        }
    }

    private static void AssertWrites(float[] expected, int offset, Write write)
    {
        using PinnedBuffer memory = new BufferPool().Rent((expected.Length + 48) * sizeof(float));
        Span<float> all = memory.AsSpan<float>();
        all.Fill(Mark);
        write(all.Slice(16 + offset, expected.Length));
        Assert.Equal(expected, all.Slice(16 + offset, expected.Length).ToArray());
        Assert.Equal(-1, all[..(16 + offset)].IndexOfAnyExcept(Mark));
        Assert.Equal(-1, all[(16 + offset + expected.Length)..].IndexOfAnyExcept(Mark));
    }
}
