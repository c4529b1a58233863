using System.Text.Json;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class IndexingTests
{
    private static readonly Dictionary<string, JsonElement> s_golden =
        TensorGolden.Read("indexing.json").ToDictionary(element => element.GetProperty("name").GetString()!, element => element.GetProperty("result"));

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_picks = new()
    {
        ["position"] = x => x[1],
        ["two positions"] = x => x[1, 2],
        ["three positions"] = x => x[1, 2, 3],
        ["negative position"] = x => x[-1, ^2],
        ["range"] = x => x[1..3],
        ["range from the end"] = x => x[.., 1..^1],
        ["every second"] = x => x[.., Slice.Every(2), Slice.Every(2)],
        ["reversed"] = x => x[.., .., Slice.Every(-1)],
        ["reversed every second"] = x => x[.., .., Slice.Every(-2)],
        ["reversed range"] = x => x[.., Slice.Every(-1, 1..3)],
        ["new axis first"] = x => x[Slice.NewAxis],
        ["new axis between"] = x => x[.., Slice.NewAxis, 1],
        ["new axis last"] = x => x[Slice.Ellipsis, Slice.NewAxis],
        ["ellipsis"] = x => x[Slice.Ellipsis, 0],
        ["ellipsis between"] = x => x[1, Slice.Ellipsis, 2],
        ["ellipsis for nothing"] = x => x[1, 2, 3, Slice.Ellipsis],
        ["empty range"] = x => x[.., 2..2],
        ["all kinds"] = x => x[Slice.NewAxis, Slice.Every(-1), Slice.Ellipsis, Slice.Every(2, 1..4)],
    };

    public static TheoryData<string> Names => [.. s_golden.Keys];

    public static TheoryData<string> DeviceNames => Devices.All;

    [Theory]
    [MemberData(nameof(Names))]
    public void Picks_what_numpy_picks(string name)
    {
        foreach (Device device in (Device[])[Device.Reference, Device.Cpu])
        {
            Tensor picked = s_picks[name](Tensor.Arange(60, device).Reshape(3, 4, 5));
            Assert.Equal(TensorGolden.ShapeOf(s_golden[name]), picked.Shape);
            Assert.Equal(TensorGolden.ValuesOf(s_golden[name]), picked.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_writes_exactly_what_getting_picks(string name)
    {
        foreach (Device device in (Device[])[Device.Reference, Device.Cpu])
        {
            Tensor x = Tensor.Arange(60, device).Reshape(3, 4, 5);
            s_picks[name](x)[Slice.Ellipsis] = Tensor.Scalar(-1, device);
            HashSet<float> picked = [.. TensorGolden.ValuesOf(s_golden[name])];
            Assert.Equal([.. Enumerable.Range(0, 60).Select(i => picked.Contains(i) ? -1f : i)], x.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Setting_broadcasts_and_converts_the_value(string name)
    {
        Device device = Devices.Named(name);
        Tensor x = Tensor.Zeros([2, 3], device: device);
        x[.., 1..] = Tensor.From([7, 8], device: device);
        Assert.Equal([0f, 7, 8, 0, 7, 8], x.ToArray());

        Tensor labels = Tensor.Zeros([4], DType.Int32, device);
        labels[Slice.Every(2)] = Tensor.From([2.5f, -3.5f], device: device);
        Assert.Equal([2, 0, -4, 0], labels.AsSpan<int>());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void A_part_can_be_set_to_an_overlapping_part(string name)
    {
        Device device = Devices.Named(name);
        Tensor x = Tensor.Arange(40, device);
        x[1..] = x[..^1];
        Assert.Equal([0f, .. Enumerable.Range(0, 39).Select(i => (float)i)], x.ToArray());
        Tensor y = Tensor.Arange(5, device);
        y[..] = y[Slice.Every(-1)];
        Assert.Equal([4f, 3, 2, 1, 0], y.ToArray());
    }

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Gather_takes_rows_in_any_order_and_number(string name)
    {
        Device device = Devices.Named(name);
        Tensor table = Tensor.Arange(12, device).Reshape(4, 3);
        Tensor rows = table.Gather(Tensor.From([3, 0, 3, 1], new Shape(2, 2), device));
        Assert.Equal(new Shape(2, 2, 3), rows.Shape);
        Assert.Equal([9f, 10, 11, 0, 1, 2, 9, 10, 11, 3, 4, 5], rows.ToArray());
        Assert.Equal([2f, 6], table.Transpose()[.., ..2].Gather(Tensor.From([2], device: device)).ToArray().Select((v, i) => i == 0 ? v : v + 1));
    }

    [Fact]
    public void A_default_slice_is_an_empty_range()
        => Assert.Equal(new Shape(0, 3), Tensor.Zeros([2, 3], device: Device.Reference)[default(Slice)].Shape);

    [Fact]
    public void Steps_may_be_longer_than_the_axis()
    {
        Tensor x = Tensor.Arange(5, Device.Reference);
        Assert.Equal([0f], x[Slice.Every(int.MaxValue)].ToArray());
        Assert.Equal([4f], x[Slice.Every(int.MinValue)].ToArray());
    }
}
