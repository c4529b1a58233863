using System.Text;
using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_another_writer_is_read()
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(Repository.PathOf("tests", "Golden", "serialization", "all_types.safetensors"));
        Assert.Equal(10, file.Entries.Count);
        Assert.Equal("made with \"struct\" and json, ä", file.Metadata["note"]);
        Assert.Equal([true, false, true], Values<bool>(file, "flags", DType.Bool, [1, 3]));
        Assert.Equal([250, 251, 252, 253, 254, 255], Values<byte>(file, "pixels", DType.UInt8, [2, 3]));
        Assert.Equal([1.0 / 3, -1e300, double.PositiveInfinity], Values<double>(file, "float64", DType.Float64, [3]));
        Assert.Equal([0.1f, -2.5f, 1e-40f, 3e38f], Values<float>(file, "float32", DType.Float32, [2, 2]));
        Assert.Equal([(Half)0.1f, Half.MinValue, (Half)6e-8f], Values<Half>(file, "float16", DType.Float16, [3]));
        Assert.Equal([0x3F80, 0xC020, 0x4049], Values<ushort>(file, "bfloat16", DType.BFloat16, [3]));
        Assert.Equal([-1, 0, int.MaxValue], Values<int>(file, "labels", DType.Int32, [3]));
        Assert.Equal([long.MinValue, (1L << 53) + 1], Values<long>(file, "positions", DType.Int64, [2]));
        Assert.Equal([7f], Values<float>(file, "größe.scalar", DType.Float32, Shape.Scalar));
        Assert.Equal([], Values<float>(file, "empty", DType.Float32, [0, 4]));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        string path = _folder.PathOf("model.safetensors");
        Tensor matrix = Tensor.From([1f, 2, 3, 4, 5, 6], new Shape(2, 3));
        Tensor numbers = Tensor.From([1L, -2, 3, -4], new Shape(2, 2));
        NamedTensor[] tensors =
        [
            new("a", Tensor.From([true, false, true])),
            new("z \"quoted\" \\ \n ü", matrix.Transpose(0, 1)),
            new("b.slice", numbers.Narrow(1, 1, 1)),
            new("c", Tensor.From([(Half)1.5f])),
            new("d", Tensor.From([1.5, -2.5])),
            new("none", Tensor.From<float>([], new Shape(3, 0))),
            new("i", Tensor.From([7], Shape.Scalar)),
            new("u", Tensor.From([(byte)9])),
        ];
        SafeTensors.Write(path, tensors, new Dictionary<string, string> { ["step"] = "12", ["rng"] = "+/ä" });

        IReadOnlyDictionary<string, Tensor> read = SafeTensorsFile.ReadAll(path);
        Assert.Equal(tensors.Length, read.Count);
        Assert.Equal([true, false, true], read["a"].AsSpan<bool>().ToArray());
        Assert.Equal(new Shape(3, 2), read["z \"quoted\" \\ \n ü"].Shape);
        Assert.Equal([1f, 4, 2, 5, 3, 6], read["z \"quoted\" \\ \n ü"].AsSpan<float>().ToArray());
        Assert.Equal([-2L, -4], read["b.slice"].AsSpan<long>().ToArray());
        Assert.Equal([(Half)1.5f], read["c"].AsSpan<Half>().ToArray());
        Assert.Equal([1.5, -2.5], read["d"].AsSpan<double>().ToArray());
        Assert.Equal(new Shape(3, 0), read["none"].Shape);
        Assert.Equal([7], read["i"].AsSpan<int>().ToArray());
        Assert.Equal([9], read["u"].AsSpan<byte>().ToArray());
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        Assert.Equal("12", file.Metadata["step"]);
        Assert.Equal("+/ä", file.Metadata["rng"]);
        Assert.All(file.Entries, entry => Assert.Equal(0, entry.Begin % DTypes.SizeOf(entry.Type)));
    }

    [Fact]
    public void Bytes_are_those_of_the_format_and_do_not_depend_on_order()
    {
        NamedTensor a = new("a", Tensor.From(new byte[] { 1, 2 }));
        NamedTensor b = new("b", Tensor.From([1f]));
        Dictionary<string, string> metadata = new() { ["y"] = "2", ["x"] = "1" };
        byte[] bytes = Bytes([a, b], metadata);
        string json = """{"__metadata__":{"x":"1","y":"2"},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}}""";
        string padded = json.PadRight((json.Length + 7) / 8 * 8);
        Assert.Equal([.. BitConverter.GetBytes((long)padded.Length), .. Encoding.UTF8.GetBytes(padded), 0, 0, 0x80, 0x3F, 1, 2], bytes);
        Assert.Equal(bytes, Bytes([b, a], new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" }));
    }

    [Fact]
    public void An_empty_file_of_tensors_is_one()
    {
        string path = _folder.PathOf("empty.safetensors");
        SafeTensors.Write(path, []);
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        Assert.Empty(file.Entries);
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void Parameters_are_filled_in_place()
    {
        string path = _folder.PathOf("model.safetensors");
        SafeTensors.Write(path, [new("weight", Tensor.From([1f, 2, 3, 4], new Shape(2, 2)))]);
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        Tensor arena = Tensor.From(new float[6], new Shape(3, 2));
        file.ReadInto("weight", arena.Narrow(0, 1, 2));
        Assert.Equal([0f, 0, 1, 2, 3, 4], arena.AsSpan<float>().ToArray());

        SafeTensorsException shape = Assert.Throws<SafeTensorsException>(() => file.ReadInto("weight", Tensor.From(new float[4])));
        Assert.Contains("\"weight\" is [2, 2] of Float32, the destination is [4] of Float32", shape.Message, StringComparison.Ordinal);
        Assert.Throws<SafeTensorsException>(() => file.ReadInto("weight", Tensor.From(new int[4], new Shape(2, 2))));
        SafeTensorsException missing = Assert.Throws<SafeTensorsException>(() => file.Read("bias"));
        Assert.Contains("bias", missing.Message, StringComparison.Ordinal);
        Assert.False(file.TryFind("bias", out _));
    }

    [Fact]
    public void Bad_names_are_refused_and_leave_no_file()
    {
        string path = _folder.PathOf("model.safetensors");
        Tensor one = Tensor.From([1f]);
        Assert.Contains("\"w\"", Assert.Throws<SafeTensorsException>(() => SafeTensors.Write(path, [new("w", one), new("w", one)])).Message, StringComparison.Ordinal);
        Assert.Throws<SafeTensorsException>(() => SafeTensors.Write(path, [new("__metadata__", one)]));
        Assert.Throws<SafeTensorsException>(() => SafeTensors.Write(path, [new(string.Empty, one)]));
        Assert.Throws<SafeTensorsException>(() => SafeTensors.Write(path, [new("null", null!)]));
        Assert.Throws<SafeTensorsException>(() => SafeTensors.Write(path, [new("\ud800", one)]));
        Assert.Throws<SafeTensorsException>(() => SafeTensors.Write(path, [], new Dictionary<string, string> { ["x"] = "\udc00" }));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static byte[] Bytes(NamedTensor[] tensors, Dictionary<string, string> metadata)
    {
        using MemoryStream stream = new();
        SafeTensors.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static T[] Values<T>(SafeTensorsFile file, string name, DType type, Shape shape)
        where T : unmanaged
    {
        Tensor tensor = file.Read(name);
        Assert.Equal(type, tensor.Type);
        Assert.Equal(shape, tensor.Shape);
        return tensor.AsSpan<T>().ToArray();
    }
}
