using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The jobs that carry tensors between contiguous and channels-last memory.</summary>
public sealed unsafe class RelayoutTests
{
    private const float Guard = -77;

    // Shapes around the widths of the transposed tiles, tiny planes, few and many channels, one to three axes.
    private static readonly int[][] s_shapes =
    [
        [2, 1, 5], [2, 3, 40], [1, 17, 33], [3, 16, 16], [2, 64, 7], [2, 5, 1], [1, 4, 3, 1],
        [2, 1, 4, 4], [2, 3, 9, 20], [2, 2, 16, 16], [3, 40, 2, 2], [1, 9, 8, 8], [2, 33, 5, 19], [1, 32, 1, 1], [0, 3, 4, 4],
        [2, 4, 3, 4, 5], [1, 18, 2, 3, 17],
    ];

    public static TheoryData<int[], int> Cases
    {
        get
        {
            TheoryData<int[], int> cases = [];
            foreach (int[] shape in s_shapes)
            {
                for (int halo = 0; halo < 3; halo++)
                {
                    cases.Add(shape, halo);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gathering_fills_the_cells_and_clears_the_halo(int[] sizes, int halo)
    {
        ChannelsLast format = Format(sizes, halo);
        Tensor x = ChannelsLastOperands.Random(format.Layout.Shape, 1);
        float[] memory = Filled(format.Count, Guard);
        fixed (float* y = &memory[16])
        {
            ChannelsLastGatherJob job = new(x.Pointer, format, y + format.Layout.Offset);
            Run(ref job, job.Parts);
        }

        float[] expected = new float[format.Count];
        SpanLoops.CopyToStrided(x.Floats(), expected, format.Layout);
        AssertEqual(expected, memory);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scattering_reads_the_cells_alone(int[] sizes, int halo)
    {
        ChannelsLast format = Format(sizes, halo);
        Tensor cells = ChannelsLastOperands.Random(format.Layout.Shape, 1);
        float[] source = Filled(format.Count, float.NaN);
        SpanLoops.CopyToStrided(cells.Floats(), source.AsSpan(16, format.Count), format.Layout);
        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] memory = Filled(cells.Count, Guard);
            fixed (float* x = &source[16], y = &memory[16])
            {
                ChannelsLastScatterJob job = new(format, x + format.Layout.Offset, y, accumulate);
                Run(ref job, job.Parts);
            }

            AssertEqual([.. cells.ToArray().Select(value => accumulate ? Guard + value : value)], memory);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Padding_moves_the_cells_and_clears_the_halo_if_asked(int[] sizes, int halo)
    {
        ChannelsLast source = Format(sizes, 2 - halo);
        ChannelsLast format = Format(sizes, halo);
        Tensor cells = ChannelsLastOperands.Random(format.Layout.Shape, 1);
        float[] from = Filled(source.Count, float.NaN);
        SpanLoops.CopyToStrided(cells.Floats(), from.AsSpan(16, source.Count), source.Layout);
        foreach ((bool clearHalo, bool accumulate) in ((bool, bool)[])[(false, false), (true, false), (false, true), (true, true)])
        {
            float[] memory = Filled(format.Count, Guard);
            fixed (float* x = &from[16], y = &memory[16])
            {
                ChannelsLastPadJob job = new(source, x + source.Layout.Offset, format, y + format.Layout.Offset, clearHalo, accumulate);
                Run(ref job, job.Parts);
            }

            float[] expected = new float[format.Count];
            expected.AsSpan().Fill(clearHalo ? 0 : Guard);
            float[] sums = [.. cells.ToArray().Select(value => accumulate ? Guard + value : value)];
            SpanLoops.CopyToStrided(sums, expected, format.Layout);
            AssertEqual(expected, memory);
        }
    }

    [Fact]
    public void The_cache_gives_the_same_format_again_and_allocates_nothing()
    {
        Shape shape = [3, 5, 7, 9];
        ChannelsLast first = FormatCache.Get(shape, default, new Halo(1, 2), new Halo(3, 4));
        ChannelsLast? again = null;
        Assert.Equal(0, Allocations.By(() => again = FormatCache.Get(shape, default, new Halo(1, 2), new Halo(3, 4))));
        Assert.Same(first, again);
        Assert.NotSame(first, FormatCache.Get(shape, default, new Halo(1, 2), new Halo(3, 5)));
        ChannelsLast volume = FormatCache.Get(3, 5, 1, 7, 9, default, new Halo(1, 2), new Halo(3, 4));
        Assert.Equal(5, volume.Layout.Shape.Rank);
        Assert.Equal(first.Count, volume.Count);
    }

    [Fact]
    public void A_format_needs_spatial_axes()
        => Assert.Throws<ShapeException>(() => FormatCache.Get([3, 5], default, default, default));

    private static ChannelsLast Format(int[] sizes, int halo)
    {
        Halo width = halo == 0 ? default : new Halo(halo, 3 - halo);
        Halo height = sizes.Length < 4 || halo == 0 ? default : new Halo(1, halo);
        Halo depth = sizes.Length < 5 || halo < 2 ? default : new Halo(1, 0);
        return FormatCache.Get(new Shape(sizes), depth, height, width);
    }

    private static void Run<TJob>(ref TJob job, int parts)
        where TJob : struct, IParallelJob
    {
        for (int part = 0; part < parts; part++)
        {
            job.Execute(part);
        }
    }

    // Memory with a guard zone on both sides, so that writing outside is seen.
    private static float[] Filled(int count, float value)
    {
        float[] memory = new float[count + 32];
        memory.AsSpan().Fill(value);
        return memory;
    }

    private static void AssertEqual(float[] expected, float[] memory)
    {
        Assert.Equal(expected, memory.AsSpan(16, expected.Length).ToArray());
        Assert.All(memory.Take(16).Concat(memory.TakeLast(16)), value => Assert.Equal(Guard, value));
    }
}
