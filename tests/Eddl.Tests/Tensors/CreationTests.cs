using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class CreationTests
{
    public static TheoryData<string> DeviceNames => Devices.All;

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Constant_tensors_hold_their_value(string name)
    {
        Device device = Devices.Named(name);
        Assert.Equal([0f, 0, 0, 0, 0, 0], Tensor.Zeros([2, 3], device: device).ToArray());
        Assert.Equal([1f, 1, 1], Tensor.Ones([3], device).ToArray());
        Assert.Equal([2.5f, 2.5f], Tensor.Full([2, 1], 2.5f, device).ToArray());
        Assert.Equal([1f, 0, 0, 1], Tensor.Eye(2, device).ToArray());
        Assert.Equal(-3, Tensor.Scalar(-3, device).Item());
        Assert.Equal(0, Tensor.Scalar(-3, device).Rank);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.Float16)]
    [InlineData(DType.BFloat16)]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    [InlineData(DType.UInt8)]
    [InlineData(DType.Bool)]
    public void Zeros_of_every_type_are_zero_although_memory_is_reused(DType type)
    {
        using (new MemoryScope())
        {
            Tensor used = Tensor.Full([100], 7, Device.Reference);
            Assert.Equal(100, used.Count);
        }

        Tensor zeros = Tensor.Zeros([100 * sizeof(float) / DTypes.SizeOf(type)], type, Device.Reference);
        Assert.Equal(type, zeros.Type);
        Assert.All(zeros.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void From_copies_its_values()
    {
        float[] values = [1, 2, 3, 4];
        Tensor x = Tensor.From(values, new Shape(2, 2), Device.Reference);
        values[0] = 99;
        Assert.Equal([1f, 2, 3, 4], x.ToArray());
        Assert.Equal(new Shape(4), Tensor.From(values, device: Device.Reference).Shape);
        Tensor matrix = Tensor.From(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, Device.Reference);
        Assert.Equal(new Shape(2, 3), matrix.Shape);
        Assert.Equal(6, matrix[1, 2].Item());
    }

    [Fact]
    public void From_takes_the_element_type_of_its_values()
    {
        Assert.Equal(DType.Int32, Tensor.From([1, 2], device: Device.Reference).Type);
        Assert.Equal(DType.Int64, Tensor.From([1L], device: Device.Reference).Type);
        Assert.Equal(DType.UInt8, Tensor.From([(byte)1], device: Device.Reference).Type);
        Assert.Equal(DType.Bool, Tensor.From([true], device: Device.Reference).Type);
        Assert.Equal(DType.Float64, Tensor.From([1.0], device: Device.Reference).Type);
        Assert.Equal(DType.Float16, Tensor.From([(Half)1], device: Device.Reference).Type);
    }

    [Fact]
    public void Arange_stops_before_its_end()
    {
        Assert.Equal([0f, 1, 2], Tensor.Arange(3, Device.Reference).ToArray());
        Assert.Equal([1f, 1.5f, 2], Tensor.Arange(1, 2.25f, 0.5f, Device.Reference).ToArray());
        Assert.Equal([5f, 3], Tensor.Arange(5, 1, -2, Device.Reference).ToArray());
        Assert.Equal(0, Tensor.Arange(5, 1, 1, Device.Reference).Count);
    }

    [Fact]
    public void Linspace_includes_both_ends()
    {
        Assert.Equal([-1f, -0.5f, 0, 0.5f, 1], Tensor.Linspace(-1, 1, 5, Device.Reference).ToArray());
        Assert.Equal([3f], Tensor.Linspace(3, 9, 1, Device.Reference).ToArray());
        Assert.Equal(0.3f, Tensor.Linspace(0.1f, 0.3f, 7, Device.Reference)[^1].Item());
    }

    [Fact]
    public void OneHot_marks_each_label()
        => Assert.Equal([0f, 0, 1, 1, 0, 0], Tensor.OneHot([2, 0], 3, Device.Reference).ToArray());

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Random_numbers_depend_on_seed_and_position_only(string name)
    {
        Device device = Devices.Named(name);
        float[] uniform = Tensor.RandomUniform([1001], new RandomSequence(5, 1), -1, 2, device).ToArray();
        Assert.All(uniform, value => Assert.InRange(value, -1, 2));
        Assert.Equal(uniform, Tensor.RandomUniform([7, 143], new RandomSequence(5, 1), -1, 2, Device.Reference).ToArray());
        Assert.NotEqual(uniform, Tensor.RandomUniform([1001], new RandomSequence(6, 1), -1, 2, device).ToArray());

        // 5 standard errors of the mean of 20,000 numbers.
        float[] normal = Tensor.RandomNormal([20000], new RandomSequence(5, 2), 3, 2, device).ToArray();
        Assert.Equal(3, normal.Average(), 5 * 2 / Math.Sqrt(20000));
        Assert.Equal(4, normal.Select(value => (value - 3) * (value - 3)).Average(), 5 * 4 * Math.Sqrt(2.0 / 20000));
    }
}
