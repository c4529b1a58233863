using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class ShapeOpTests
{
    public static TheoryData<string> DeviceNames => Devices.All;

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Permute_moves_every_element_to_its_place(string name)
    {
        Tensor x = Tensor.Arange(24, Devices.Named(name)).Reshape(2, 3, 4);
        Tensor y = x.Permute(2, 0, 1);
        Assert.Equal(new Shape(4, 2, 3), y.Shape);
        for (int i = 0; i < 24; i++)
        {
            Assert.Equal(i, y[i % 4, i / 12, i / 4 % 3].Item());
        }

        Assert.Equal(x.ToArray(), y.Permute(1, 2, 0).ToArray());
        Assert.Equal(x.Permute(0, 2, 1).ToArray(), x.Transpose().ToArray());
        Assert.Equal(x.Permute(2, 1, 0).ToArray(), x.Transpose(0, -1).ToArray());
    }

    [Fact]
    public void Reshape_computes_the_open_size()
    {
        Tensor x = Tensor.Arange(12, Device.Reference);
        Assert.Equal(new Shape(3, 4), x.Reshape(3, -1).Shape);
        Assert.Equal(new Shape(2, 2, 3), x.Reshape(-1, 2, 3).Shape);
        Assert.Equal(new Shape(0, 5), Tensor.Zeros([0], device: Device.Reference).Reshape(-1, 5).Shape);
        Assert.Equal(x.Reshape(3, 4).Transpose().ToArray(), x.Reshape(3, 4).Transpose().Reshape(2, 6).ToArray());
    }

    [Fact]
    public void Flatten_squeeze_and_unsqueeze_change_the_axes_only()
    {
        Tensor x = Tensor.Arange(6, Device.Reference).Reshape(2, 1, 3);
        Assert.Equal(new Shape(6), x.Flatten().Shape);
        Assert.Equal(new Shape(2, 3), x.Flatten(1).Shape);
        Assert.Equal(new Shape(1), Tensor.Scalar(1, Device.Reference).Flatten().Shape);
        Assert.Equal(new Shape(2, 3), x.Squeeze(1).Shape);
        Assert.Equal(new Shape(2, 3), x.Squeeze(-2).Shape);
        Assert.Equal(new Shape(2, 3), x.Squeeze().Shape);
        Assert.Equal(new Shape(2, 1, 1, 3), x.Unsqueeze(1).Shape);
        Assert.Equal(new Shape(2, 1, 3, 1), x.Unsqueeze(-1).Shape);
        Assert.Equal(x.ToArray(), x.Unsqueeze(0).Squeeze().ToArray());
    }

    [Fact]
    public void Flip_narrow_and_broadcast_pick_the_right_elements()
    {
        Tensor x = Tensor.Arange(6, Device.Reference).Reshape(2, 3);
        Assert.Equal([2f, 1, 0, 5, 4, 3], x.Flip(1).ToArray());
        Assert.Equal([3f, 4, 5, 0, 1, 2], x.Flip(-2).ToArray());
        Assert.Equal([1f, 2, 4, 5], x.Narrow(1, 1, 2).ToArray());
        Assert.Equal([0f, 1, 2, 0, 1, 2], x[0].BroadcastTo(new Shape(2, 3)).ToArray());
        Assert.Equal(new Shape(0, 3), Tensor.Zeros([0, 3], device: Device.Reference).Flip(0).Shape);
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Pad_surrounds_with_the_value(string name)
    {
        Tensor x = Tensor.Arange(4, Devices.Named(name)).Reshape(2, 2).Transpose();
        Tensor y = x.Pad([1, 0], [0, 2], -1);
        Assert.Equal(new Shape(3, 4), y.Shape);
        Assert.Equal([-1f, -1, -1, -1, 0, 2, -1, -1, 1, 3, -1, -1], y.ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Split_undoes_concat_along_every_axis(string name)
    {
        Device device = Devices.Named(name);
        Tensor x = Tensor.Arange(105, device).Reshape(3, 5, 7);
        for (int axis = -3; axis < 3; axis++)
        {
            int size = x.Shape[axis];
            Tensor[] parts = x.Split(axis, 1, size - 2, 1, 0);
            Assert.Equal(size - 2, parts[1].Shape[axis]);
            Assert.Equal(x.ToArray(), Tensor.Concat(parts, axis).ToArray());
        }
    }

    [Fact]
    public void Stack_puts_tensors_along_a_new_axis()
    {
        Tensor a = Tensor.From([1f, 2], device: Device.Reference);
        Tensor b = Tensor.From([3f, 4], device: Device.Reference);
        Assert.Equal([1f, 2, 3, 4], Tensor.Stack([a, b]).ToArray());
        Assert.Equal(new Shape(2, 2), Tensor.Stack([a, b]).Shape);
        Assert.Equal([1f, 3, 2, 4], Tensor.Stack([a, b], -1).ToArray());
        Assert.Equal([1f, 3, 2, 4], Tensor.Stack([a, b], 1).ToArray());
    }

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        Tensor x = Tensor.Arange(6, Device.Reference).Reshape(2, 3);
        Func<Tensor, Tensor>[] views =
        [
            t => t.Transpose(), t => t.Permute(1, 0), t => t.Reshape(3, 2), t => t.Flatten(), t => t.Unsqueeze(0), t => t[1], t => t.Flip(0),
            t => t.Narrow(0, 0, 1), t => t.BroadcastTo(new Shape(4, 2, 3)), t => t.Split(0, 1, 1)[0], t => t.Detach(), t => t.Contiguous(),
        ];
        Assert.All(views, view => Assert.Same(x.Storage, view(x).Storage));

        Func<Tensor, Tensor>[] copies = [t => t.Clone(), t => t.Transpose().Contiguous(), t => t.Transpose().Reshape(6), t => t.Pad([0, 0], [0, 0])];
        Assert.All(copies, copy => Assert.NotSame(x.Storage, copy(x).Storage));
        x.Transpose()[0, 1] = Tensor.Scalar(50, Device.Reference);
        Assert.Equal(50, x[1, 0].Item());
    }

    [Fact]
    public void Other_types_move_like_floats()
    {
        Tensor x = Tensor.From([1L, 2, 3, 4, 5, 6], new Shape(2, 3), Device.Reference);
        Assert.Equal([1L, 4, 2, 5, 3, 6], x.Transpose().Contiguous().AsSpan<long>());
        Assert.Equal([true, true, false, false], Tensor.From([true, false], device: Device.Reference).Unsqueeze(1).BroadcastTo(new Shape(2, 2)).Contiguous().AsSpan<bool>());
    }
}
