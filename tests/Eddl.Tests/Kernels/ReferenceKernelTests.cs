using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Cases of the specification worked by hand.</summary>
public sealed class ReferenceKernelTests
{
    private static readonly Kernels s_reference = Device.Reference.Kernels;

    [Fact]
    public void Float_to_integer_rounds_to_even_saturates_and_maps_NaN_to_zero()
    {
        float[] reals = [0.5f, 1.5f, 2.5f, -0.5f, -1.5f, 3e9f, -3e9f, 300, -1, float.NaN, float.PositiveInfinity];
        Assert.Equal([0, 2, 2, 0, -2, int.MaxValue, int.MinValue, 300, -1, 0, int.MaxValue], Convert<float, int>(reals, DType.Float32, DType.Int32));
        Assert.Equal([0, 2, 2, 0, 0, 255, 0, 255, 0, 0, 255], Convert<float, byte>(reals, DType.Float32, DType.UInt8));
        Assert.Equal([long.MaxValue, long.MinValue, 0], Convert<double, long>([1e30, -1e30, double.NaN], DType.Float64, DType.Int64));
        Assert.Equal([true, true, false, false, true], Convert<float, bool>([0.1f, -7, 0, -0.0f, float.NaN], DType.Float32, DType.Bool));
    }

    [Fact]
    public void Integer_to_integer_saturates_and_keeps_every_digit()
    {
        long large = (1L << 62) + 1;
        Assert.Equal([large], Convert<long, long>([large], DType.Int64, DType.Int64));
        Assert.Equal([int.MaxValue, int.MinValue, -5], Convert<long, int>([large, -large, -5], DType.Int64, DType.Int32));
        Assert.Equal([0, 255, 7], Convert<int, byte>([-1, 256, 7], DType.Int32, DType.UInt8));
        Assert.Equal([(float)large, 16777220f], Convert<long, float>([large, 16777219], DType.Int64, DType.Float32));
    }

    [Fact]
    public void BFloat16_is_the_upper_half_of_a_float_rounded_to_even()
    {
        // One unit of the last place of 1 is 2^-7: 1 + 2^-8 is a tie that falls to 1, 1 + 3·2^-8 one that rises to 1 + 2^-6.
        float[] values = [1, 1 + (1f / 256), 1 + (3f / 256), 1.005f, -2, float.MaxValue, float.NaN, float.NegativeInfinity];
        ushort[] bits = Convert<float, ushort>(values, DType.Float32, DType.BFloat16);
        Assert.Equal([0x3F80, 0x3F80, 0x3F82, 0x3F81, 0xC000, 0x7F80], bits[..6]);
        Assert.Equal([1, 1, 1 + (1f / 64), 1 + (1f / 128), -2, float.PositiveInfinity, float.NaN, float.NegativeInfinity], Convert<ushort, float>(bits, DType.BFloat16, DType.Float32));
        Assert.Equal([0x7FC0], Convert<float, ushort>([BitConverter.UInt32BitsToSingle(0x7F800001)], DType.Float32, DType.BFloat16));
    }

    [Fact]
    public void Extreme_takes_the_first_of_equal_values_and_the_first_NaN()
    {
        TestMemory memory = new(0);
        Tensor x = memory.Values<float>([3, 4], DType.Float32, 1, 5, 5, 2, 3, float.NaN, 9, float.NaN, -7, -8, -7, -8);
        Tensor y = memory.Output([3]);
        Tensor indices = memory.Output([3], type: DType.Int32);
        s_reference.Extreme(x, y, indices, new ReduceShape(3, 4, 1), largest: true);
        Assert.Equal([5, float.NaN, -7], y.ToArray());
        Assert.Equal([1, 1, 0], indices.Integers().ToArray());
        s_reference.Extreme(x, y, indices, new ReduceShape(3, 4, 1), largest: false);
        Assert.Equal([1, float.NaN, -8], y.ToArray());
        Assert.Equal([0, 1, 1], indices.Integers().ToArray());
    }

    [Fact]
    public void Max_pooling_takes_the_first_of_equal_values_and_NaN_and_ignores_padding()
    {
        TestMemory memory = new(0);
        Tensor x = memory.Values<float>([1, 6], DType.Float32, -3, -2, -2, float.NaN, 7, 1);
        PoolShape shape = new(1, Window.Single, Window.Single, new Window(6, 3, 2, 1, 2, 1));
        Tensor y = memory.Output([1, 4]);
        Tensor indices = memory.Output([1, 4], type: DType.Int32);
        s_reference.MaxPool(x, y, indices, shape);
        Assert.Equal([-3, -2, float.NaN, 7], y.ToArray());
        Assert.Equal([0, 1, 3, 4], indices.Integers().ToArray());
    }

    [Fact]
    public void A_pooling_window_of_nothing_but_padding_has_no_winner_and_averages_to_zero()
    {
        TestMemory memory = new(0);
        PoolShape shape = new(1, Window.Single, Window.Single, new Window(2, 1, 1, 1, 1, 0));
        Tensor x = memory.Values<float>([1, 2], DType.Float32, 4, 6);
        Tensor y = memory.Output([1, 3]);
        Tensor indices = memory.Output([1, 3], type: DType.Int32);
        s_reference.MaxPool(x, y, indices, shape);
        Assert.Equal([float.NegativeInfinity, 4, 6], y.ToArray());
        Assert.Equal([-1, 0, 1], indices.Integers().ToArray());
        Tensor dx = memory.Output([1, 2]);
        s_reference.MaxPoolGradient(memory.Values<float>([1, 3], DType.Float32, 100, 2, 3), indices, dx, shape, accumulate: false);
        Assert.Equal([2, 3], dx.ToArray());
        s_reference.AveragePool(x, y, shape);
        Assert.Equal([0, 4, 6], y.ToArray());
    }

    [Fact]
    public void Where_takes_zeros_for_a_missing_operand()
    {
        TestMemory memory = new(0);
        Tensor condition = memory.Values<bool>([3], DType.Bool, true, false, true);
        Tensor a = memory.Values<float>([3], DType.Float32, 1, 2, 3);
        Tensor y = memory.Output([3]);
        s_reference.Where(condition, a, null, y, accumulate: false);
        Assert.Equal([1, 0, 3], y.ToArray());
        s_reference.Where(condition, null, a, y, accumulate: true);
        Assert.Equal([1, 2, 3], y.ToArray());
    }

    [Fact]
    public void Dropout_keeps_about_the_asked_share_and_the_mean()
    {
        TestMemory memory = new(0);
        Tensor x = memory.Output([100_000]);
        s_reference.Fill(x, 1);
        Tensor y = memory.Output(x.Shape);
        s_reference.Dropout(x, y, new RandomSequence(1, 2, 3), 0.25f, accumulate: false);
        float[] kept = [.. y.ToArray().Where(value => value != 0)];
        // Four standard deviations of a binomial share: √(0.25·0.75/100 000) = 0.0014.
        Assert.InRange(kept.Length / 100_000.0, 0.7445, 0.7555);
        Assert.All(kept, value => Assert.Equal(1 / 0.75f, value));
    }

    [Fact]
    public void Copying_moves_elements_of_every_type()
    {
        foreach (DType type in Enum.GetValues<DType>())
        {
            TestMemory memory = new(3);
            int size = DTypes.SizeOf(type);
            Tensor x = memory.Output([3, 4], type: type);
            Span<byte> bytes = TestMemory.Bytes(x.Storage).Slice(x.Layout.Offset * size, 12 * size);
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(i / size);
            }

            Tensor y = memory.Output([4, 3], type: type);
            s_reference.Copy(TestMemory.View(x, layout => layout.Transpose(0, 1)), y, accumulate: false);
            byte[] moved = TestMemory.Bytes(y.Storage).Slice(y.Layout.Offset * size, 12 * size).ToArray();
            byte[] expected = [.. new byte[] { 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11 }.SelectMany(value => Enumerable.Repeat(value, size))];
            Assert.Equal(expected, moved);
        }
    }

    private static TTo[] Convert<TFrom, TTo>(TFrom[] values, DType from, DType to)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        TestMemory memory = new(0);
        Tensor y = memory.Output([values.Length], type: to);
        s_reference.Convert(memory.Values<TFrom>([values.Length], from, values), y);
        return y.AsSpan<TTo>().ToArray();
    }
}
