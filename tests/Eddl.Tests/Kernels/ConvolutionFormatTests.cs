using DeepHealth.Numerics;
using Xunit;
using static DeepHealth.Eddl.Tests.ChannelsLastOperands;

namespace DeepHealth.Eddl.Tests;

/// <summary>Convolution and its input gradient on channels-last operands of several halos, mixed with contiguous ones, against the reference.</summary>
public sealed class ConvolutionFormatTests : IClassFixture<KernelTeams>
{
    private const double Tolerance = 4e-5;

    private static readonly Dictionary<string, ConvolutionShape> s_shapes
        = ConvolutionCases.Shapes().Concat(Wide()).Concat(SingleChannels()).Distinct().ToDictionary(ConvolutionCases.Text);
    private static readonly ReferenceKernels s_reference = new();

    // Of the source and of the result.
    private static readonly (Memory, Memory)[] s_memories =
    [
        (Memory.ReadHalo, Memory.NoHalo), (Memory.WideHalo, Memory.WideHalo), (Memory.NoHalo, Memory.WideHalo),
        (Memory.Contiguous, Memory.WideHalo), (Memory.WideHalo, Memory.Contiguous),
    ];

    private readonly KernelTeams _teams;

    public ConvolutionFormatTests(KernelTeams teams) => _teams = teams;

    public static TheoryData<string> Names => [.. s_shapes.Keys];

    /// <summary>How an operand lies in memory: contiguous, or with a halo of what the windows read and so many cells more.</summary>
    internal enum Memory
    {
        Contiguous,
        NoHalo,
        ReadHalo,
        WideHalo,
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Convolution_equals_the_reference_in_every_format(string name)
    {
        ConvolutionShape shape = s_shapes[name];
        Shape xs = ConvolutionSizes.Input(shape), ys = ConvolutionSizes.Output(shape);
        Tensor x = Random(xs, 1), w = Random([shape.Filters * shape.Taps], 2), bias = Random([shape.Filters], 3), expected = Random(ys, 4);
        s_reference.Convolution(x, w, bias, expected, shape);
        Tensor expectedThen = Random(ys, 4);
        s_reference.Map(default(Tanh), expected, expectedThen);
        foreach ((Memory from, Memory to) in s_memories)
        {
            Tensor source = Placed(x, from, shape.Depth.InputHalo, shape.Height.InputHalo, shape.Width.InputHalo);
            Tensor first = Placed(Random(ys, 5), to, default, default, default);
            _teams.Cpu[0].Convolution(source, w, bias, first, shape);
            AssertClose(expected, first, Tolerance);
            Tensor second = Placed(Random(ys, 6), to, default, default, default);
            _teams.Cpu[2].Convolution(source, w, bias, second, shape);
            AssertSameBits(first, second);
            _teams.Cpu[1].ConvolutionThen(default(Tanh), source, w, bias, scale: null, second, shape);
            AssertClose(expectedThen, second, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Input_gradient_equals_the_reference_in_every_format(string name)
    {
        ConvolutionShape shape = s_shapes[name];
        Shape xs = ConvolutionSizes.Input(shape), ys = ConvolutionSizes.Output(shape);
        Tensor dy = Random(ys, 1), w = Random([shape.Filters * shape.Taps], 2), bias = Random([shape.Channels], 3);
        foreach (Tensor? shift in (Tensor?[])[null, bias])
        {
            foreach (bool accumulate in (bool[])[false, true])
            {
                Tensor expected = Random(xs, 5);
                s_reference.ConvolutionInputGradient(dy, w, shift, expected, shape, accumulate);

                // Every format meets half of the four calls.
                for (int i = accumulate == (shift is null) ? 1 : 0; i < s_memories.Length; i += 2)
                {
                    (Memory from, Memory to) = s_memories[i];
                    Tensor source = Placed(dy, from, shape.Depth.OutputHalo, shape.Height.OutputHalo, shape.Width.OutputHalo);
                    Tensor first = Placed(Random(xs, 5), to, default, default, default), second = Placed(Random(xs, 5), to, default, default, default);
                    _teams.Cpu[0].ConvolutionInputGradient(source, w, shift, first, shape, accumulate);
                    AssertClose(expected, first, Tolerance);
                    _teams.Cpu[2].ConvolutionInputGradient(source, w, shift, second, shape, accumulate);
                    AssertSameBits(first, second);
                }
            }
        }
    }

    // Sums that take more than one sweep over the weights, several panels, and planes whose borders are cheaper apart.
    private static IEnumerable<ConvolutionShape> Wide()
    {
        Window three = new(4, 3, 1, 1, 1, 1), five = new(3, 5, 1, 1, 2, 2);
        yield return new(2, 300, 70, 1, Window.Single, three, three);
        yield return new(2, 70, 300, 1, Window.Single, three, three);
        yield return new(16, 40, 33, 1, Window.Single, new(2, 3, 1, 1, 1, 1), new(2, 3, 1, 1, 1, 1));
        yield return new(16, 20, 33, 1, Window.Single, new(4, 3, 2, 1, 1, 1), three);
        yield return new(9, 12, 33, 1, three, three, five);
        yield return new(3, 100, 100, 100, Window.Single, new(6, 3, 1, 1, 1, 1), new(7, 3, 2, 1, 1, 1));
        yield return new(2, 96, 192, 2, Window.Single, Window.Single, new(40, 7, 2, 1, 3, 3));

        // Groups of few channels: they share a register where its lanes are a multiple, and both sides have as many.
        yield return new(2, 32, 32, 16, Window.Single, new(9, 3, 2, 1, 1, 1), new(8, 3, 2, 1, 1, 1));
        yield return new(2, 48, 48, 12, three, new(5, 3, 1, 2, 2, 2), new(18, 3, 1, 1, 1, 1));
        yield return new(2, 64, 64, 8, Window.Single, Window.Single, new(40, 5, 3, 1, 2, 2));
        yield return new(2, 48, 48, 12, Window.Single, new(5, 1), new(6, 1));
        yield return new(2, 64, 64, 4, Window.Single, three, five);
        yield return new(2, 40, 40, 10, Window.Single, three, five);
    }

    // Channels that are groups of their own: rows from one cell to several tiles, channels around a register, several sweeps over the channels,
    // taps that slide together or not, parts that are pieces of one row.
    private static IEnumerable<ConvolutionShape> SingleChannels()
    {
        Window three = new(5, 3, 1, 1, 1, 1);
        foreach (int channels in (int[])[2, 7, 8, 16, 17, 40])
        {
            yield return Single(2, channels, three, new(1, 3, 1, 1, 1, 1));
            yield return Single(2, channels, three, new(13, 5, 1, 1, 2, 2));
        }

        foreach (int width in (int[])[2, 11, 12, 14, 15, 29])
        {
            yield return Single(2, 24, three, new(width, 3, 1, 1, 1, 1));
            yield return Single(1, 24, new(6, 3, 2, 1, 1, 1), new(width, 3, 2, 1, 1, 1));
            yield return Single(1, 24, three, new(width, 3, 1, 2, 2, 2));
            yield return Single(1, 24, new(9, 3, 1, 3, 3, 3), new(width, 4, 2, 2, 3, 3));
        }

        yield return Single(3, 100, new(6, 3, 1, 1, 1, 1), new(58, 3, 1, 1, 1, 1));
        yield return Single(3, 100, new(7, 5, 2, 1, 2, 2), new(58, 7, 2, 1, 3, 3));
        yield return Single(2, 20, new(3, 2, 3), new(31, 3, 3, 2, 2, 1));
        yield return Single(1, 20, new(8, 1, 3), new(20, 2, 5));
        yield return Single(1, 18, Window.Single, new(2000, 15, 1, 1, 7, 7));
        yield return new(2, 33, 33, 33, three, new(6, 3, 2, 1, 1, 1), new(16, 3, 1, 1, 1, 1));
    }

    private static ConvolutionShape Single(int batch, int channels, Window height, Window width)
        => new(batch, channels, channels, channels, Window.Single, height, width);

    private static Tensor Placed(Tensor x, Memory memory, Halo depth, Halo height, Halo width)
    {
        int more = memory == Memory.WideHalo ? 1 : 0;
        ChannelsLast format = memory == Memory.NoHalo
            ? new(x.Shape, default, default, default)
            : new(x.Shape, Grown(depth, more), Grown(height, more), Grown(width, more));
        if (memory == Memory.Contiguous)
        {
            return x;
        }

        return Of(x, format);
    }

    private static Halo Grown(Halo halo, int more) => new(halo.Before + (2 * more), halo.After + more);
}
