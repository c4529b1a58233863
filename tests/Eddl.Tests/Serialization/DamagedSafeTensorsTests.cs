using System.Text;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class DamagedSafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", 8, "not valid JSON")]
    [InlineData("[]", 0, "must be an object")]
    [InlineData("", 0, "not valid JSON")]
    [InlineData("""{"a":[]}""", 0, "\"a\" is []; it must be an object")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", 8, "dtype is missing")]
    [InlineData("""{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""", 8, "dtype is 7; it must be a text")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""", 8, "dtype F8_E4M3 is unknown")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", 8, "shape is missing")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "shape is [-2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "shape is [2.5]")]
    [InlineData("""{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", 8, "shape is [\"2\"]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999],"data_offsets":[0,8]}}""", 8, "shape is [99999999999]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647],"data_offsets":[0,8]}}""", 8, "more than 2147483647 elements")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1073741824],"data_offsets":[0,8]}}""", 8, "takes 4294967296 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "data_offsets is missing")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "data_offsets is [0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", 8, "data_offsets is [0,8,8]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "data_offsets is [8,0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "data_offsets is [-8,0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,1e99]}}""", 8, "data_offsets is [0,1e99]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "takes 12 bytes, data_offsets [0,8] hold 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "the file is truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "something was appended")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", 8, "they overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", 8, "they leave a gap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"\u0061":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", 8, "uplicate")]
    [InlineData("""{"a":{"dtype":"U8","dtype":"BOOL","shape":[4],"data_offsets":[0,4]}}""", 4, "uplicate")]
    [InlineData("""{"__metadata__":{"x":1}}""", 0, "\"x\" is 1; it must be a text")]
    [InlineData("""{"__metadata__":"x"}""", 0, "__metadata__ is \"x\"; it must be an object")]
    [InlineData("""{"__metadata__":{"\ud800":"x"}}""", 0, "not valid JSON")]
    public void A_bad_header_is_refused_with_its_reason(string header, int dataBytes, string reason)
    {
        string path = Write([.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. new byte[dataBytes]]);
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(() => SafeTensorsFile.Open(path));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("damaged.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0L, 5, "the file has 5 bytes")]
    [InlineData(50_000_000L, 100, "the header length is 50000000, but only 92 bytes follow")]
    [InlineData(100_000_001L, 100, "the header length is 100000001, the format allows 100000000")]
    [InlineData(-1L, 100, "18446744073709551615")]
    public void A_bad_header_length_is_refused_before_memory_is_taken(long length, int fileBytes, string reason)
    {
        byte[] bytes = new byte[Math.Max(fileBytes, 8)];
        BitConverter.TryWriteBytes(bytes, length);
        string path = Write(bytes[..fileBytes]);
        long taken = Allocations.By(
            () => Assert.Contains(reason, Assert.Throws<SafeTensorsException>(() => SafeTensorsFile.Open(path)).Message, StringComparison.Ordinal));
        Assert.InRange(taken, 0, 1_000_000);
    }

    [Fact]
    public void A_bool_that_is_neither_0_nor_1_is_refused()
    {
        string header = """{"a":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}}""";
        string path = Write([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), 0, 1, 2]);
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(() => file.Read("a"));
        Assert.Contains("element 2 is 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told_as_such()
        => Assert.Throws<FileNotFoundException>(() => SafeTensorsFile.Open(_folder.PathOf("none.safetensors")));

    [Fact]
    public void Mutated_files_end_in_tensors_or_in_the_typed_exception()
    {
        byte[] good = File.ReadAllBytes(Repository.PathOf("tests", "Golden", "serialization", "all_types.safetensors"));
        Random random = new(20);
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            string path = Write(Mutate(good, random));
            try
            {
                SafeTensorsFile.ReadAll(path);
            }
            catch (SafeTensorsException error)
            {
                Assert.StartsWith("SafeTensors: ", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        // Most changes hit the header; some only change elements.
        Assert.InRange(refused, 1500, 2990);
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    // Header text stays text: digits become other digits, brackets other brackets.
                    bytes[at] = (byte)"0123456789-.,:\"[]{} eE\\u"[random.Next(24)];
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)));
                    break;
                default:
                    bytes[random.Next(Math.Min(8, bytes.Count))] ^= (byte)(1 << random.Next(8));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    private string Write(byte[] bytes)
    {
        string path = _folder.PathOf("damaged.safetensors");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
