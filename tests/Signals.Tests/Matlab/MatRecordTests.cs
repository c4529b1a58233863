using System.Buffers.Binary;
using System.Text;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Matlab;

public sealed class MatRecordTests : IDisposable
{
    private static readonly MatOptions Options = new() { RateHz = 10, Gain = 2, Unit = "uV" };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Every_number_type_and_byte_order_is_read(int type, bool bigEndian)
    {
        byte[] other = Matrix("other", 3, false, 1, [1, 2, 3]);
        MatRecord record = Open([.. other, .. Matrix("val", type, bigEndian, 2, [1, 100, 2, 101, 3, 102, 4, 103])]);
        SignalRecord read = record.Read(new SignalReadOptions { IncludeDigital = true });
        Assert.Equal([0.5, 1, 1.5, 2], read.Signals[0].Samples);
        Assert.Equal([50, 50.5, 51, 51.5], read.Signals[1].Samples);
        Assert.Equal(type >= 2 ? [1, 2, 3, 4] : null, read.Signals[0].Digital);
        Assert.Equal(("uV", 10.0, 4L), (record.Signals[0].Unit, record.Signals[0].RateHz, record.Signals[0].SampleCount));
        Assert.Equal([50.5, 51], record.Read(new SignalReadOptions { Signals = [1], StartSeconds = 0.1, DurationSeconds = 0.2 }).Signals[0].Samples);
    }

    [Fact]
    public void Wrong_files_are_refused_with_the_reason()
    {
        byte[] good = Matrix("val", 3, false, 1, [1, 2, 3]);
        Refused([], "is empty");
        Refused(good.AsSpan()[..^1].ToArray(), "needs 6 bytes from byte 24, but the file has 29 bytes");
        Refused(good.AsSpan()[..10].ToArray(), "inside the matrix header at byte 0");
        Refused(Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, Platform: GLNXA64"), "newer level");
        Refused(new byte[1024].Select(_ => (byte)0x55).ToArray(), "another kind of file");
        Refused(Matrix("x", 3, false, 1, [1, 2, 3]), "no matrix \"val\"; it holds x");
        Refused(Matrix("val", 3, false, 3, [1, 2, 3]), "save the transpose");
        Refused(Changed(good, 0, 31), "text or sparse");
        Refused(Changed(good, 12, 1), "complex");
        Refused(Changed(good, 4, int.MaxValue), "2147483647 x 3");
        Refused(Changed(good, 8, -1), "1 x -1");
        Refused(Changed(good, 16, 100_000), "100000 bytes");
        Assert.Contains("gone.mat", Assert.Throws<MatException>(() => MatRecord.Open(_folder.PathOf("gone.mat"), Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rate_and_gain_are_checked()
    {
        string path = _folder.Write("r.mat", Matrix("val", 3, false, 1, [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatRecord.Open(path, Options with { RateHz = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatRecord.Open(path, Options with { Gain = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatRecord.Open(path, Options with { Gain = double.NaN }));
    }

    internal static byte[] Matrix(string name, int type, bool bigEndian, int rows, double[] columnMajor)
    {
        int[] sizes = [8, 4, 4, 2, 2, 1];
        byte[] header = new byte[20];
        int[] fields = [(bigEndian ? 1000 : 0) + (10 * type), rows, columnMajor.Length / rows, 0, name.Length + 1];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4 * i), bigEndian ? BinaryPrimitives.ReverseEndianness(fields[i]) : fields[i]);
        }

        var bytes = new List<byte>([.. header, .. Encoding.ASCII.GetBytes(name), 0]);
        foreach (double value in columnMajor)
        {
            byte[] one = type switch
            {
                0 => BitConverter.GetBytes(value),
                1 => BitConverter.GetBytes((float)value),
                _ => BitConverter.GetBytes((int)value)[..sizes[type]],
            };
            bytes.AddRange(bigEndian ? one.Reverse() : one);
        }

        return [.. bytes];
    }

    private static byte[] Changed(byte[] bytes, int at, int value)
    {
        byte[] copy = [.. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(at), value);
        return copy;
    }

    private MatRecord Open(byte[] bytes) => MatRecord.Open(_folder.Write("r.mat", bytes), Options);

    private void Refused(byte[] bytes, string shown)
    {
        var error = Assert.Throws<MatException>(() => Open(bytes));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.Contains("r.mat", error.Message, StringComparison.Ordinal);
    }
}
