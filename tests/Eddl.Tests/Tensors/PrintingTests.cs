using System.Globalization;
using System.Reflection;
using System.Text.Json;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class PrintingTests
{
    private static readonly Dictionary<string, JsonElement> s_cases = TensorGolden.Read("printing.json").ToDictionary(element => element.GetProperty("name").GetString()!);

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_is_that_of_numpy(string name)
    {
        JsonElement golden = s_cases[name];
        Assert.Equal(golden.GetProperty("text").GetString(), Build(golden).ToString());
    }

    [Fact]
    public void Views_print_their_own_elements()
    {
        Tensor x = Tensor.From([0f, 1, 2, 3, 4, 5], new Shape(2, 3), Device.Reference);
        Assert.Equal("[[0. 3.]\n [1. 4.]\n [2. 5.]]", x.Transpose().ToString());
        Assert.Equal("[5. 4. 3.]", x[1, Slice.Every(-1)].ToString());
        Assert.Equal("[[4. 4.]\n [4. 4.]]", x[1, 1].BroadcastTo(new Shape(2, 2)).ToString());
    }

    [Fact]
    public void BFloat16_prints_its_float_value()
        => Assert.Equal("[ 1.5   -0.375]", Tensor.From([1.5f, -0.375f], device: Device.Reference).Convert(DType.BFloat16).ToString());

    [Fact]
    public void Debugger_shows_shape_type_and_device()
    {
        Tensor x = Tensor.Zeros(new Shape(2, 3), device: Device.Reference);
        PropertyInfo summary = typeof(Tensor).GetProperty("Summary", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Assert.Equal("[2, 3] Float32 on reference", summary.GetValue(x));
        x.RequiresGrad = true;
        Assert.Equal("[2, 3] Float32 on reference, requires gradient", summary.GetValue(x));
    }

    private static Tensor Build(JsonElement golden)
    {
        Shape shape = TensorGolden.ShapeOf(golden);
        string type = golden.GetProperty("type").GetString()!;
        if (golden.TryGetProperty("scale", out JsonElement scale))
        {
            int[] pattern = [.. Enumerable.Range(0, shape.ElementCount).Select(i => (7919 * i % 2003) - 1000)];
            return type == "int32"
                ? Tensor.From(pattern, shape, Device.Reference)
                : Tensor.From([.. pattern.Select(value => value * (float)scale.GetDouble())], shape, Device.Reference);
        }

        string[] elements = [.. golden.GetProperty("elements").EnumerateArray().Select(element => element.GetString()!)];
        return type switch
        {
            "float16" => Of(elements, text => BitConverter.UInt16BitsToHalf(ushort.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)), shape),
            "float32" => Of(elements, text => BitConverter.UInt32BitsToSingle(uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)), shape),
            "float64" => Of(elements, text => BitConverter.UInt64BitsToDouble(ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)), shape),
            "int32" => Of(elements, text => int.Parse(text, CultureInfo.InvariantCulture), shape),
            "int64" => Of(elements, text => long.Parse(text, CultureInfo.InvariantCulture), shape),
            "uint8" => Of(elements, text => byte.Parse(text, CultureInfo.InvariantCulture), shape),
            "bool" => Of(elements, text => text == "1", shape),
            _ => throw new InvalidDataException($"printing.json: the type {type} is unknown."),
        };
    }

    private static Tensor Of<T>(string[] elements, Func<string, T> parse, Shape shape)
        where T : unmanaged
        => Tensor.From([.. elements.Select(parse)], shape, Device.Reference);
}
