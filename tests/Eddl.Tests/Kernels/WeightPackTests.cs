using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Packed weights of convolutions: which thread writes what.</summary>
public sealed unsafe class WeightPackTests
{
    private const int LineFloats = 16;

    public static TheoryData<int, int, int, bool> Sizes => new()
    {
        { 64, 128, 3, false },
        { 128, 64, 3, true },
        { 48, 80, 1, false },
        { 16, 24, 7, false },
        { 512, 64, 2, true },
    };

    /// <remarks>Two threads that write to one line take it from each other for every row: packing became six times slower, now and then.</remarks>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Parts_write_to_lines_of_the_cache_of_their_own_but_for_their_ends(int channels, int filters, int kernel, bool isGradient)
    {
        ConvolutionShape shape = new(1, channels, filters, 1, Window.Single, new(9, kernel), new(9, kernel));
        PanelSizes sizes = isGradient ? new(1, channels, filters) : new(1, filters, channels);
        (int from, int to) = isGradient ? (shape.Height.Output, shape.Height.Input) : (shape.Height.Input, shape.Height.Output);
        ChannelsLast source = new([1, sizes.Terms, 1, from, from], default, default, default);
        ChannelsLast result = new([1, sizes.Columns, 1, to, to], default, default, default);
        CellPlan plan = CellPlan.Of(shape, isGradient, source, result, sizes, PanelSizes.TileRows);
        Tensor weights = Tensor.Full([filters * shape.Taps], 1f);
        Tensor room = Tensor.Zeros([(int)sizes.Floats(plan.Taps) + LineFloats]);
        float* packed = (float*)(((nint)room.Pointer + 63) & ~63);
        WeightPackJob job = new(shape, isGradient, sizes, plan, weights.Pointer, scale: null, packed);
        Span<float> all = new(packed, (int)sizes.Floats(plan.Taps));
        int[] writers = new int[(all.Length + LineFloats - 1) / LineFloats];
        for (int part = 0; part < job.Parts; part++)
        {
            all.Fill(-1);
            job.Execute(part);
            for (int line = 0; line < writers.Length; line++)
            {
                Span<float> floats = all.Slice(line * LineFloats, Math.Min(LineFloats, all.Length - (line * LineFloats)));
                writers[line] += floats.ContainsAnyExcept(-1f) ? 1 : 0;
            }
        }

        Assert.True(job.Parts > 1);
        Assert.DoesNotContain(0, writers);

        // A part is one range of rows for each tap.
        Assert.InRange(writers.Count(count => count > 1), 0, job.Parts * plan.Taps);
        GC.KeepAlive((weights, room));
    }
}
