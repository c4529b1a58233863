using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class ArithmeticTests
{
    public static TheoryData<string> DeviceNames => Devices.All;

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Numbers_combine_with_tensors_from_both_sides(string name)
    {
        Tensor x = Tensor.From([1f, -2, 4], device: Devices.Named(name));
        Assert.Equal([1.5f, -1.5f, 4.5f], (x + 0.5f).ToArray());
        Assert.Equal([1.5f, -1.5f, 4.5f], (0.5f + x).ToArray());
        Assert.Equal([0.5f, -2.5f, 3.5f], (x - 0.5f).ToArray());
        Assert.Equal([-0.5f, 2.5f, -3.5f], (0.5f - x).ToArray());
        Assert.Equal([3f, -6, 12], (x * 3).ToArray());
        Assert.Equal([3f, -6, 12], (3 * x).ToArray());
        Assert.Equal([1 / 3f, -2 / 3f, 4 / 3f], (x / 3).ToArray());
        Assert.Equal([3f, -1.5f, 0.75f], (3 / x).ToArray());
        Assert.Equal([-1f, 2, -4], (-x).ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Functions_compute_what_their_names_say(string name)
    {
        Tensor x = Tensor.From([0.25f, 1, 2.5f], device: Devices.Named(name));
        (Tensor Actual, Func<double, double> Expected)[] functions =
        [
            ((x - 1).Abs(), v => Math.Abs(v - 1)), (x.Exp(), Math.Exp), (x.Log(), Math.Log), (x.Sqrt(), Math.Sqrt), (x.Square(), v => v * v),
            (x.Pow(1.5f), v => Math.Pow(v, 1.5)), (x.Sin(), Math.Sin), (x.Cos(), Math.Cos), (x.Tanh(), Math.Tanh), (x.Sigmoid(), v => 1 / (1 + Math.Exp(-v))),
            ((x - 1).Relu(), v => Math.Max(v - 1, 0)), (x.Clip(0.5f, 2), v => Math.Clamp(v, 0.5, 2)),
        ];
        foreach ((Tensor actual, Func<double, double> expected) in functions)
        {
            Assert.Equal([expected(0.25), expected(1), expected(2.5)], actual.ToArray().Select(v => (double)v), (a, b) => Math.Abs(a - b) < 2e-6 * Math.Max(1, Math.Abs(a)));
        }
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Edges_give_what_the_documentation_says(string name)
    {
        Device device = Devices.Named(name);
        Tensor x = Tensor.From([0f, -1], device: device);
        Assert.Equal([float.NegativeInfinity, float.NaN], x.Log().ToArray());
        Assert.Equal([0f, float.NaN], x.Sqrt().ToArray());
        Assert.True(float.IsNaN(Tensor.Zeros([0], device: device).Mean().Item()));
        Assert.Equal(0, Tensor.Zeros([0], device: device).Sum().Item());
        Assert.Equal(0, Tensor.Zeros([0, 3], device: device).Mean([1]).Count);
        Assert.Equal([0f, 0, 0], Tensor.Zeros([0, 3], device: device).Sum([0]).ToArray());
        Tensor withNaN = Tensor.From([1f, float.NaN, 3, float.NaN], device: device);
        Assert.True(float.IsNaN(withNaN.Max().Item()));
        Assert.True(float.IsNaN(withNaN.Min().Item()));
        Assert.Equal(1, withNaN.ArgMax().Item());
        Assert.Equal(1, Tensor.From([1f, 3, 3], device: device).ArgMax().Item());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Comparisons_broadcast_and_are_false_for_NaN(string name)
    {
        Device device = Devices.Named(name);
        Tensor x = Tensor.From([1f, 2, float.NaN], device: device);
        Tensor y = Tensor.From([2f, 1], new Shape(2, 1), device);
        Assert.Equal(DType.Bool, x.IsGreater(y).Type);
        Assert.Equal([false, false, false, false, true, false], x.IsGreater(y).AsSpan<bool>());
        Assert.Equal([true, false, false, false, false, false], x.IsLess(y).AsSpan<bool>());
        Assert.Equal([false, true, false, true, false, false], x.IsEqual(y).AsSpan<bool>());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Where_broadcasts_all_three(string name)
    {
        Device device = Devices.Named(name);
        Tensor condition = Tensor.From([true, false, true], device: device);
        Tensor result = Tensor.Where(condition, Tensor.Scalar(9, device), Tensor.From([1f, 2], new Shape(2, 1), device));
        Assert.Equal(new Shape(2, 3), result.Shape);
        Assert.Equal([9f, 1, 9, 9, 2, 9], result.ToArray());
        Assert.Equal([float.NaN, 0, float.NaN], Tensor.Where(condition, Tensor.Full([3], float.NaN, device), Tensor.Zeros([3], device: device)).ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Softmax_sums_to_one_along_its_axis_and_stands_large_values(string name)
    {
        Tensor x = (Tensor.Arange(24, Devices.Named(name)) * 100).Reshape(2, 3, 4);
        for (int axis = -3; axis < 3; axis++)
        {
            Assert.All(x.Softmax(axis).Sum([axis]).ToArray(), sum => Assert.Equal(1, sum, 1e-6f));
            Assert.Equal(x.Shape, x.LogSoftmax(axis).Shape);
            Assert.All(x.LogSoftmax(axis).Max([axis]).ToArray(), largest => Assert.Equal(0, largest, 1e-6f));
        }
    }
}
