using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>TIFF files packed by Zstandard, LZMA, WebP and old JPEG decode to what libtiff makes of them (tests/Golden/images/make_tiff_packed.py).</summary>
public sealed class TiffPackedTests
{
    private const int StripOffsets = 273;
    private const int StripByteCounts = 279;

    public static TheoryData<string> Names => [.. Goldens().EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_equal_what_libtiff_reads(string name)
    {
        NativeSupport.RequireFor(name);
        JsonElement golden = Goldens().GetProperty(name);
        Image image = ImageFile.Read(Golden(name));
        int[] shape = [.. golden.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        Assert.Equal((shape[0], shape[1], shape[2]), (image.Height, image.Width, image.ChannelCount));
        Assert.Equal(golden.GetProperty("dtype").GetString(), image.PixelType.ToString().ToLowerInvariant());
        byte[] expected = Inflated(golden);
        byte[] samples = Samples(image);
        if (golden.GetProperty("exact").GetBoolean())
        {
            Assert.Equal(expected, samples);
            return;
        }

        // libtiff cuts colours with a black and a white of their own to whole numbers twice on their way.
        int[] differences = [.. expected.Zip(samples).Select(pair => Math.Abs(pair.First - pair.Second))];
        Assert.InRange(differences.Max(), 0, 3);
        Assert.InRange(differences.Average(), 0, 1);
    }

    [Theory]
    [InlineData("zstd_strips", "the Zstandard frame is damaged")]
    [InlineData("lzma_strips", "the data do not begin as an xz stream does")]
    public void Damaged_blocks_are_refused_with_their_place(string name, string reason)
    {
        NativeSupport.RequireFor(name);
        byte[] file = Golden(name);
        int offset = (int)Field(file, StripOffsets);
        file[offset] ^= 0x55;
        string message = Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains($"block 0 at offset {offset}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zstd_strips")]
    [InlineData("lzma_strips")]
    public void Blocks_cut_short_are_refused_with_both_lengths(string name)
    {
        NativeSupport.RequireFor(name);
        byte[] file = Golden(name);
        SetField(file, StripByteCounts, (uint)Field(file, StripByteCounts) - 60);
        string message = Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message;
        Assert.Matches("block 0 at offset [0-9]+ of [0-9]+ bytes unpacks to [0-9]+ bytes, [0-9]+ rows need [0-9]+", message);
    }

    [Theory]
    [InlineData("zstd_checksum")]
    [InlineData("lzma_checksum")]
    public void No_changed_byte_of_a_block_with_a_checksum_gives_other_pixels(string name)
    {
        NativeSupport.RequireFor(name);
        byte[] file = Golden(name);
        byte[] whole = Samples(ImageFile.Read(file));
        long offset = Field(file, StripOffsets);
        int refused = 0;
        for (long at = offset; at < offset + Field(file, StripByteCounts); at++)
        {
            byte[] changed = [.. file];
            changed[at] ^= 0x10;
            try
            {
                // Some bytes say nothing of the pixels: padding, the size of a window.
                Assert.True(whole.AsSpan().SequenceEqual(Samples(ImageFile.Read(changed))), $"offset {at}");
            }
            catch (ImageFileException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Field(file, StripByteCounts) / 2, int.MaxValue);
    }

    [Fact]
    public void Blocks_that_claim_more_than_their_bytes_can_hold_are_refused_before_memory_is_taken()
    {
        byte[] file = Golden("zstd_strips");
        SetField(file, 256, 60000);
        SetField(file, 257, 60000);
        SetField(file, 278, 60000);
        ImageReadOptions options = new(MaximumBytes: long.MaxValue);
        Assert.InRange(Allocations.By(() => Assert.Throws<ImageFileException>(() => ImageFile.Read(file, options))), 0, 1 << 20);
    }

    [Theory]
    [InlineData("zstd_strips")]
    [InlineData("lzma_strips")]
    [InlineData("webp_strips")]
    public void Without_the_library_a_file_is_refused_with_the_sentence(string name)
    {
        if (NativeSupport.Missing(name) is not string reason)
        {
            Assert.Skip("The native library is there.");
            return;
        }

        Assert.Contains(reason, Refusal(Golden(name)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_webp_block_of_another_size_is_refused()
    {
        NativeSupport.RequireFor("webp");
        byte[] file = Golden("webp_strips");
        SetField(file, 256, 25);
        Assert.Contains("the page needs 25 x 21 of 3 with 8", Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message, StringComparison.Ordinal);
        file = Golden("webp_strips");
        SetField(file, 277, 1);
        SetField(file, 262, 1);
        Assert.Contains("needs 3 or 4 samples of 8 bits", Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_jpeg_that_states_red_green_blue_or_no_depth_is_read_as_libtiff_does()
    {
        byte[] expected = Samples(ImageFile.Read(Golden("old_jpeg_tables_420")));
        byte[] file = Golden("old_jpeg_tables_420");
        SetField(file, 262, 2);
        Assert.Equal(expected, Samples(ImageFile.Read(file)));
        Rename(file, 258, 60000);
        Assert.Equal(expected, Samples(ImageFile.Read(file)));
    }

    [Fact]
    public void Old_jpeg_without_tables_or_with_bad_ones_is_refused_naming_the_field()
    {
        byte[] file = Golden("old_jpeg_tables_gray");
        SetField(file, 519, 0x7FFFFFFF);
        Assert.Contains("the table 0 of the field JpegQTables (519) needs 64 bytes", Refusal(file), StringComparison.Ordinal);
        file = Golden("old_jpeg_tables_gray");
        Rename(file, 521, 60000);
        Assert.Contains("JpegAcTables (521) has 0 offsets", Refusal(file), StringComparison.Ordinal);
        file = Golden("old_jpeg_tables_gray");
        SetField(file, 512, 14);
        Assert.Contains("JPEGProc (512) is 14", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        string[] names = [.. Goldens().EnumerateObject().Select(entry => entry.Name).Where(name => NativeSupport.Missing(name) is null)];
        byte[][] files = [.. names.Select(Golden)];
        ImageReadOptions options = new(MaximumBytes: 1 << 24);
        Mutations.Run<ImageFileException>(6000, files, file => ImageFile.Read(file, options));
    }

    private static string Refusal(byte[] file) => Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message;

    private static JsonElement Goldens()
        => JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Golden", "images", "tiff_packed.json"))).RootElement;

    private static byte[] Golden(string name) => Goldens().GetProperty(name).GetProperty("file").GetBytesFromBase64();

    private static byte[] Inflated(JsonElement golden)
    {
        using ZLibStream stream = new(new MemoryStream(golden.GetProperty("samples").GetBytesFromBase64()), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Samples(Image image) => image.PixelType switch
    {
        PixelType.UInt16 => MemoryMarshal.AsBytes(image.AsSpan<ushort>()).ToArray(),
        PixelType.Float32 => MemoryMarshal.AsBytes(image.AsSpan<float>()).ToArray(),
        _ => image.AsSpan<byte>().ToArray(),
    };

    // The first value of a field of a little-endian file; more than fit lie elsewhere.
    private static long Field(byte[] file, int tag)
    {
        (int at, bool isShort) = Value(file, tag);
        return isShort ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
    }

    private static void SetField(byte[] file, int tag, uint value)
    {
        (int at, bool isShort) = Value(file, tag);
        if (isShort)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        }
    }

    private static (int At, bool IsShort) Value(byte[] file, int tag)
    {
        int entry = Entry(file, tag);
        bool isShort = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(entry + 2)) == 3;
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(entry + 4));
        bool isElsewhere = count * (isShort ? 2 : 4) > 4;
        return (isElsewhere ? (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(entry + 8)) : entry + 8, isShort);
    }

    private static void Rename(byte[] file, int tag, int other) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(file, tag)), (ushort)other);

    private static int Entry(byte[] file, int tag)
    {
        int directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        for (int i = 0; i < count; i++)
        {
            int at = directory + 2 + (12 * i);
            if (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) == tag)
            {
                return at;
            }
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The file has no field {tag}."));
    }
}
