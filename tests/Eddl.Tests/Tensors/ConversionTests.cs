using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class ConversionTests
{
    private static readonly DType[] s_types = Enum.GetValues<DType>();

    public static TheoryData<string> DeviceNames => Devices.All;

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Floats_round_to_even_and_saturate(string name)
    {
        Tensor x = Tensor.From([0.5f, 1.5f, -2.5f, 300, -1, 1e20f, -1e20f, float.NaN, float.PositiveInfinity, float.NegativeInfinity], device: Devices.Named(name));
        Assert.Equal(
            [0, 2, -2, 300, -1, int.MaxValue, int.MinValue, 0, int.MaxValue, int.MinValue], x.Convert(DType.Int32).AsSpan<int>());
        Assert.Equal(
            [0, 2, -2, 300, -1, long.MaxValue, long.MinValue, 0, long.MaxValue, long.MinValue], x.Convert(DType.Int64).AsSpan<long>());
        Assert.Equal((byte[])[0, 2, 0, 255, 0, 255, 0, 0, 255, 0], x.Convert(DType.UInt8).AsSpan<byte>().ToArray());
        Assert.Equal([true, true, true, true, true, true, true, true, true, true], x.Convert(DType.Bool).AsSpan<bool>());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Integers_keep_all_digits_or_saturate(string name)
    {
        Device device = Devices.Named(name);
        long large = (1L << 53) + 1;
        Tensor x = Tensor.From([large, -5L, 0], device: device);
        Assert.Equal([large, -5L, 0], x.Convert(DType.Int64).AsSpan<long>());
        Assert.Equal([int.MaxValue, -5, 0], x.Convert(DType.Int32).AsSpan<int>());
        Assert.Equal((byte[])[255, 0, 0], x.Convert(DType.UInt8).AsSpan<byte>().ToArray());
        Assert.Equal([9007199254740992.0, -5, 0], x.Convert(DType.Float64).AsSpan<double>());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Short_floats_round_to_nearest_even(string name)
    {
        Device device = Devices.Named(name);

        // Half has 11 bits: 2049 lies between 2048 and 2050. BFloat16 has 8 bits: 257 lies between 256 and 258.
        Assert.Equal([2048f, 2052, float.PositiveInfinity], Tensor.From([2049f, 2051, 1e6f], device: device).Convert(DType.Float16).ToArray());
        Assert.Equal([256f, 260, float.NaN], Tensor.From([257f, 259, float.NaN], device: device).Convert(DType.BFloat16).ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Small_whole_numbers_survive_every_pair_of_types(string name)
    {
        Tensor x = Tensor.From([0f, 1, 1, 0], new Shape(2, 2), Devices.Named(name));
        foreach (DType from in s_types)
        {
            foreach (DType to in s_types)
            {
                Tensor converted = x.Convert(from).Transpose().Convert(to);
                Assert.Equal(to, converted.Type);
                Assert.Equal([0f, 1, 1, 0], converted.ToArray());
            }
        }
    }

    [Fact]
    public void Conversion_to_the_same_type_is_the_tensor_itself()
    {
        Tensor x = Tensor.Zeros([2], DType.Int64, Device.Reference);
        Assert.Same(x, x.Convert(DType.Int64));
    }
}
