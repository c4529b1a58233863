using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Which gradients flow where: use counts, accumulation, and what stops them.</summary>
public class AutogradTests
{
    public static TheoryData<string> DeviceNames => Devices.All;

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Every_use_of_a_tensor_adds_to_its_gradient(string name)
    {
        Tensor x = Leaf(Devices.Named(name), 2, 3);
        (x * x).Sum().Backward();
        Assert.Equal([4f, 6], x.Grad!.ToArray());

        Tensor y = Leaf(Devices.Named(name), 2, 3);
        (y + y + (y * 3)).Sum().Backward();
        Assert.Equal([5f, 5], y.Grad!.ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void A_shared_intermediate_collects_all_contributions_before_it_passes_them_on(string name)
    {
        // A diamond with arms of different length: d/dx (s² + 3·(s·x)) with s = x².
        Tensor x = Leaf(Devices.Named(name), 2, -1);
        Tensor shared = x.Square();
        Tensor loss = (shared.Square() + (3 * (shared * x))).Sum();
        loss.Backward();
        Assert.Equal([(4 * 8f) + (9 * 4), (4 * -1f) + 9], x.Grad!.ToArray());
        Assert.Equal([(2 * 4f) + (3 * 2), (2 * 1f) - 3], shared.Grad!.ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void A_weight_used_in_two_products_gets_both_gradients(string name)
    {
        Device device = Devices.Named(name);
        Tensor weight = Leaf(device, 1, 2, 3, 4).Reshape(2, 2).Detach();
        weight.RequiresGrad = true;
        Tensor x = Tensor.From([1f, -1], new Shape(1, 2), device);
        x.MatMul(weight).MatMul(weight).Sum().Backward();

        // xW = [-2, -2], dL/dW = xᵀ·(1·Wᵀ) + (xW)ᵀ·1.
        Assert.Equal([3f - 2, 7 - 2, -3 - 2, -7 - 2], weight.Grad!.ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Gradients_add_up_over_calls_until_they_are_forgotten(string name)
    {
        Tensor x = Leaf(Devices.Named(name), 1, 2);
        Tensor loss = x.Square().Sum();
        loss.Backward();
        loss.Backward();
        Assert.Equal([4f, 8], x.Grad!.ToArray());
        (x * 10).Sum().Backward();
        Assert.Equal([14f, 18], x.Grad!.ToArray());
        x.ZeroGrad();
        Assert.Null(x.Grad);
        loss.Backward();
        Assert.Equal([2f, 4], x.Grad!.ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Scale_and_shift_accumulate_separately(string name)
    {
        // The scale has a gradient from another op when the normalisation adds its own; the shift has none yet.
        Device device = Devices.Named(name);
        Tensor x = Tensor.From([1f, 2, 4, 8, 3, 5], new Shape(3, 2), device);
        float[] scaleAlone = Normalize(x, out Tensor scale, out Tensor shift, extra: false);
        float[] shiftAlone = shift.Grad!.ToArray();
        float[] scaleTwice = Normalize(x, out scale, out shift, extra: true);
        Assert.Equal(shiftAlone, shift.Grad!.ToArray());
        Assert.Equal(scaleAlone.Select(value => value + 5), scaleTwice, (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    private static float[] Normalize(Tensor x, out Tensor scale, out Tensor shift, bool extra)
    {
        scale = Leaf(x.Device, 1, 2);
        shift = Leaf(x.Device, 0, 1);
        Tensor y = Functional.BatchNorm(x, scale, shift, Tensor.Zeros([2], device: x.Device), Tensor.Ones([2], x.Device));
        Tensor loss = y.Square().Sum();
        (extra ? loss + (scale * 5).Sum() : loss).Backward();
        return scale.Grad!.ToArray();
    }

    [Fact]
    public void A_chain_of_ten_thousand_ops_needs_no_deep_stack()
    {
        Tensor x = Leaf(Device.Reference, 1);
        Tensor y = x;
        for (int i = 0; i < 10_000; i++)
        {
            y = y + 1;
        }

        Thread small = new(() => y.Sum().Backward(), maxStackSize: 128 * 1024);
        small.Start();
        small.Join();
        Assert.Equal([1f], x.Grad!.ToArray());
    }

    [Fact]
    public void Nothing_flows_to_inputs_that_require_no_gradient()
    {
        Tensor x = Leaf(Device.Reference, 1, 2);
        Tensor constant = Tensor.From([3f, 4], device: Device.Reference);
        (x * constant).Sum().Backward();
        Assert.Null(constant.Grad);
        Assert.Equal([3f, 4], x.Grad!.ToArray());
        Assert.Null((constant * 2).Producer);
        Assert.False((constant * 2).RequiresGrad);
    }

    [Fact]
    public void Detach_stops_the_gradient_but_shares_the_values()
    {
        Tensor x = Leaf(Device.Reference, 1, 2);
        Tensor square = x.Square();
        (square.Detach() * x).Sum().Backward();
        Assert.Equal([1f, 4], x.Grad!.ToArray());
        Assert.Null(square.Grad);
        Assert.Same(square.Storage, square.Detach().Storage);
    }

    [Fact]
    public void Gradients_can_be_switched_off_for_a_while()
    {
        Tensor x = Leaf(Device.Reference, 1, 2);
        Assert.True(Gradients.AreRecorded);
        using (Gradients.Off())
        {
            using (Gradients.Off())
            {
                Assert.False(Gradients.AreRecorded);
            }

            Assert.False(Gradients.AreRecorded);
            Assert.False((x * 2).RequiresGrad);
        }

        Assert.True((x * 2).RequiresGrad);
    }

    [Fact]
    public void Intermediate_gradients_start_anew_in_every_pass()
    {
        Tensor x = Leaf(Device.Reference, 3);
        Tensor middle = x * 2;
        Tensor loss = middle.Square().Sum();
        loss.Backward();
        loss.Backward();
        Assert.Equal([12f], middle.Grad!.ToArray());
        Assert.Equal([48f], x.Grad!.ToArray());
    }

    [Fact]
    public void Unused_branches_are_left_alone()
    {
        Tensor x = Leaf(Device.Reference, 1, 2, 3);
        Tensor unused = x.Exp();
        Tensor[] parts = x.Split(0, 1, 2);
        parts[1].Sum().Backward();
        Assert.Null(unused.Grad);
        Assert.Null(parts[0].Grad);
        Assert.Equal([0f, 1, 1], x.Grad!.ToArray());
    }

    [Fact]
    public void Where_passes_no_NaN_from_the_branch_not_taken()
    {
        Tensor x = Leaf(Device.Reference, -1, 4);
        Tensor positive = x.IsGreater(Tensor.Scalar(0, Device.Reference));
        Tensor safe = Tensor.Where(positive, x, Tensor.Ones([2], Device.Reference));
        Tensor.Where(positive, safe.Log(), Tensor.Zeros([2], device: Device.Reference)).Sum().Backward();
        Assert.Equal([0f, 0.25f], x.Grad!.ToArray());
    }

    [Fact]
    public void Ties_go_to_the_first_winner()
    {
        Tensor x = Leaf(Device.Reference, 2, 5, 5);
        x.Max().Backward();
        Assert.Equal([0f, 1, 0], x.Grad!.ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Empty_tensors_have_gradients_of_zeros_or_none_at_all(string name)
    {
        Device device = Devices.Named(name);
        Tensor weight = Leaf(device, 1, 2, 3, 4, 5, 6);
        Tensor empty = Leaf(device).Reshape(0, 3);
        Tensor rows = empty.MatMul(weight.Reshape(3, 2)).Softmax() + weight[..2];
        Tensor joined = Tensor.Concat([rows.Relu(), weight.Reshape(3, 2) * 2]);
        Tensor repeated = weight[..3].BroadcastTo(new Shape(0, 3)).Pad([0, 0], [0, 1]);
        (joined.Sum() + repeated.Sum([0]).Sum() + empty.Transpose().Contiguous().Sum()).Backward();
        Assert.Equal([2f, 2, 2, 2, 2, 2], weight.Grad!.ToArray());
        Assert.Equal(new Shape(0, 3), empty.Grad!.Shape);
    }

    [Fact]
    public void Nodes_tell_what_was_computed()
    {
        Tensor x = Leaf(Device.Reference, 1, 2);
        Tensor y = Tensor.Concat([x, x]);
        OpNode node = Assert.IsType<OpNode>(y.Producer, exactMatch: false);
        Assert.Equal("Concat", node.Name);
        Assert.Equal([x, x], node.Inputs);
        Assert.Same(y, node.Output);
        Assert.Equal(0, node.Attributes["axis"]);
    }

    private static Tensor Leaf(Device device, params float[] values)
    {
        Tensor x = Tensor.From(values, device: device);
        x.RequiresGrad = true;
        return x;
    }
}
