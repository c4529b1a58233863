using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Results so large that they are written past the caches have the bits of their halves, which are not, with one thread and with several.</summary>
public sealed class StreamedKernelTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    // A multiple of neither a block nor a vector; the halves are smaller than what is streamed.
    private const int Count = SpanLoops.StreamedLength + 70_003;
    private const int Columns = 256;
    private const int Rows = (SpanLoops.StreamedLength / Columns) + 5;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_elementwise_result_is_that_of_its_halves(int start)
    {
        using MemoryScope scope = new();
        Tensor x = Numbers(Count + start).Narrow(0, start, Count);
        AssertHalves(start, x, Count / 2, (kernels, part, y) => kernels.Map(default(Relu), part, y));
        AssertHalves(start, x, Count / 2, (kernels, part, y) => kernels.Zip(default(Add), part, part, y));
        AssertHalves(start, x, Count / 2, (kernels, part, y) => kernels.Map(default(Square), y, y));
    }

    [Fact]
    public void Rows_are_those_of_the_halves()
    {
        using MemoryScope scope = new();
        Tensor x = Numbers(Rows * Columns);
        Tensor gamma = Numbers(Columns), beta = Numbers(Columns);
        AssertHalves(0, x, Rows / 2 * Columns, (kernels, part, y) => kernels.Softmax(AsRows(part), AsRows(y), logarithm: false));
        AssertHalves(0, x, Rows / 2 * Columns, (kernels, part, y) =>
        {
            int rows = part.Count / Columns;
            Tensor mean = Tensor.Zeros([rows]), inverse = Tensor.Zeros([rows]);
            kernels.GroupNorm(part, gamma, beta, mean, inverse, y, new GroupNormShape(rows, 1, Columns, 1), 1e-5f);
        });
    }

    private static Tensor AsRows(Tensor x) => x.Reshape(x.Count / Columns, Columns);

    // Few different numbers, because drawing them would take longer than the tests.
    private static Tensor Numbers(int count)
    {
        Tensor x = Tensor.Zeros([count]);
        Span<float> drawn = Tensor.RandomUniform([Math.Min(count, 9973)], new RandomSequence(3, 1), -4, 4).Floats();
        for (Span<float> left = x.Floats(); left.Length > 0; left = left[Math.Min(left.Length, drawn.Length)..])
        {
            drawn[..Math.Min(left.Length, drawn.Length)].CopyTo(left);
        }

        return x;
    }

    private void AssertHalves(int start, Tensor x, int half, Action<Kernels, Tensor, Tensor> run)
    {
        Tensor expected = Numbers(x.Count);
        run(teams.Cpu[0], x.Narrow(0, 0, half), expected.Narrow(0, 0, half));
        run(teams.Cpu[0], x.Narrow(0, half, x.Count - half), expected.Narrow(0, half, x.Count - half));
        Tensor memory = Tensor.Zeros([x.Count + start]);
        Span<float> whole = memory.Floats()[start..];
        for (int threads = 1; threads <= 3; threads += 2)
        {
            Numbers(x.Count).Floats().CopyTo(whole);
            run(teams.Cpu[threads - 1], x, memory.Narrow(0, start, x.Count));
            Assert.True(whole.SequenceEqual(expected.Floats()), $"The halves differ from the whole with {threads} threads.");
        }
    }
}
