using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class DatasetTests
{
    [Fact]
    public void A_subset_reads_the_samples_of_its_source_as_they_are()
    {
        SampleContext seen = default;
        Subset subset = new(new CountingDataset(10) { OnRead = (_, context) => seen = context }, [7, 0, 7]);

        float[] input = new float[2];
        float[] target = new float[1];
        subset.Read(0, new SampleContext(1, 2, 0, true), input, target);

        Assert.Equal([7, 7], input);
        Assert.Equal([7], target);

        // Augmentation follows the sample, not its place in the subset.
        Assert.Equal(new SampleContext(1, 2, 7, true), seen);
        Assert.Equal(3, subset.Count);
        Assert.Equal("number 0", subset.NameOf(1));
        Assert.Equal([2], subset.InputShape);
        Assert.Equal(Shape.Scalar, subset.TargetShape);
        Assert.Equal(DType.Int32, subset.TargetType);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void A_subset_of_samples_that_are_not_there_names_position_and_range(int index)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new Subset(new CountingDataset(10), [1, index]));

        Assert.Contains($"{index}", error.Message, StringComparison.Ordinal);
        Assert.Contains("10 samples", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 0.2, 2)]
    [InlineData(7, 0.5, 4)]
    [InlineData(2, 0.001, 1)]
    [InlineData(3, 0.999, 2)]
    public void A_split_holds_out_its_part_and_loses_no_sample(int count, double part, int expected)
    {
        (Subset training, Subset heldOut) = Subset.Split(new CountingDataset(count), part, seed: 5);

        Assert.Equal(expected, heldOut.Count);
        Assert.Equal(Enumerable.Range(0, count), Samples(training).Concat(Samples(heldOut)).Order());
    }

    [Fact]
    public void A_split_depends_on_its_seed_alone()
    {
        int[] split = Samples(Subset.Split(new CountingDataset(50), 0.3, seed: 5).HeldOut);

        Assert.Equal(split, Samples(Subset.Split(new CountingDataset(50), 0.3, seed: 5).HeldOut));
        Assert.NotEqual(split, Samples(Subset.Split(new CountingDataset(50), 0.3, seed: 6).HeldOut));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, double.NaN)]
    [InlineData(1, 0.5)]
    public void A_split_that_leaves_a_side_empty_is_refused(int count, double part)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Subset.Split(new CountingDataset(count), part, 1));

    [Fact]
    public void Tensors_give_their_rows()
    {
        TensorDataset data = new(Tensor.Arange(12).Reshape(3, 2, 2), Tensor.From([2, 0, 1]));
        float[] input = new float[4];
        float[] target = new float[1];

        data.Read(1, default, input, target);

        Assert.Equal(3, data.Count);
        Assert.Equal([2, 2], data.InputShape);
        Assert.Equal(Shape.Scalar, data.TargetShape);
        Assert.Equal(DType.Int32, data.TargetType);
        Assert.Equal([4, 5, 6, 7], input);
        Assert.Equal([0], target);
    }

    [Fact]
    public void Float_targets_and_views_give_their_rows()
    {
        TensorDataset data = new(Tensor.Arange(6).Reshape(2, 3).Transpose(), Tensor.Arange(6).Reshape(3, 2) * 0.5f);
        float[] input = new float[2];
        float[] target = new float[2];

        data.Read(2, default, input, target);

        Assert.Equal([2, 5], input);
        Assert.Equal([2, 2.5f], target);
        Assert.Equal([2], data.TargetShape);
        Assert.Equal(DType.Float32, data.TargetType);
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused()
    {
        ShapeException counts = Assert.Throws<ShapeException>(() => new TensorDataset(Tensor.Zeros([3, 2]), Tensor.From([0, 1])));
        Assert.Contains("[3, 2]", counts.Message, StringComparison.Ordinal);
        Assert.Contains("[2]", counts.Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => new TensorDataset(Tensor.From([1, 2]), Tensor.From([0, 1])));
        Assert.Throws<DTypeException>(() => new TensorDataset(Tensor.Zeros([2, 2]), Tensor.From([true, false])));
    }

    [Fact]
    public void The_random_numbers_of_a_sample_differ_by_epoch_sample_seed_and_purpose()
    {
        HashSet<uint> words = [];
        foreach (ulong seed in (ulong[])[1, 2])
        {
            words.Add(new RandomSequence(seed, 3, 1).Bits(0));
            foreach ((int epoch, int index) in ((int, int)[])[(1, 3), (1, 4), (2, 3)])
            {
                SampleContext context = new(seed, epoch, index, true);
                Assert.Equal(context.Random(9).Bits(5), context.Random(9).Bits(5));
                for (int purpose = 0; purpose <= byte.MaxValue; purpose++)
                {
                    words.Add(context.Random((byte)purpose).Bits(0));
                }
            }
        }

        // 1538 words of 32 bits: even one chance collision is unlikely, and the numbers of parameters (first) are other ones.
        Assert.Equal(2 * ((3 * 256) + 1), words.Count);
    }

    private static int[] Samples(Subset subset)
    {
        int[] samples = new int[subset.Count];
        float[] input = new float[2];
        float[] target = new float[1];
        for (int i = 0; i < samples.Length; i++)
        {
            subset.Read(i, default, input, target);
            samples[i] = (int)target[0];
        }

        return samples;
    }
}
