using System.IO.Compression;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Damaged facsimile data are refused, and where that is allowed read as libtiff reads them (tests/Golden/images/make_tiff_fax.py).</summary>
public sealed class TiffFaxDamageTests
{
    private static readonly ImageReadOptions s_passOver = new(AllowDamaged: true);

    public static TheoryData<string> Names => [.. Goldens().EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_rows_are_read_as_far_as_they_are_right(string name)
    {
        JsonElement golden = Goldens().GetProperty(name);
        byte[] file = golden.GetProperty("file").GetBytesFromBase64();
        ImageFileException error = Assert.Throws<ImageFileException>(() => ImageFile.Read(file));
        Assert.Matches("block 0 at offset [0-9]+: row [0-9]+ of 20 of a block of [0-9]+ bytes, at its bit [0-9]+, .*ImageReadOptions", error.Message);
        Image image = ImageFile.Read(file, s_passOver);
        Assert.Equal("cxy [1, 90, 20] UInt8 Gray", image.ToString());
        Assert.True(image.Metadata.TryGet(ImageMetadata.IsIncomplete, out bool incomplete) && incomplete);
        using ZLibStream samples = new(new MemoryStream(golden.GetProperty("samples").GetBytesFromBase64()), CompressionMode.Decompress);
        byte[] expected = new byte[90 * 20];
        samples.ReadExactly(expected);
        Assert.Equal(expected, image.AsSpan<byte>().ToArray());
    }

    [Fact]
    public void A_sound_file_is_the_same_with_and_without_leave_to_pass_over()
    {
        string path = Assets.Require("images", "pillow", "hopper_g4.tif");
        Image passed = ImageFile.Read(path, s_passOver);
        Assert.Equal(ImageFile.Read(path).AsSpan<byte>().ToArray(), passed.AsSpan<byte>().ToArray());
        Assert.False(passed.Metadata.TryGet(ImageMetadata.IsIncomplete, out bool incomplete) && incomplete);
    }

    [Fact]
    public void Rows_behind_the_end_of_the_data_are_white()
    {
        string path = Assets.Require("images", "pillow", "hopper_g4.tif");
        byte[] whole = ImageFile.Read(path).AsSpan<byte>().ToArray();
        byte[] file = File.ReadAllBytes(path);

        // The strip begins at 8; zeros from its middle on stand for a file that was not written to its end.
        file.AsSpan(800, 300).Clear();
        Assert.Throws<ImageFileException>(() => ImageFile.Read(file));
        byte[] part = ImageFile.Read(file, s_passOver).AsSpan<byte>().ToArray();
        int same = part.AsSpan().CommonPrefixLength(whole);
        Assert.InRange(same, whole.Length / 10, whole.Length - 1);
        Assert.Equal(255, part[^1]);
        Assert.Equal(-1, part.AsSpan(((same / 128) + 2) * 128).IndexOfAnyExcept((byte)255));
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception_or_a_picture()
    {
        byte[][] files = [.. Goldens().EnumerateObject().Select(entry => entry.Value.GetProperty("file").GetBytesFromBase64())];
        ImageReadOptions options = new(MaximumBytes: 1 << 24, AllowDamaged: true);
        Mutations.Run<ImageFileException>(4000, files, file => ImageFile.Read(file, options));
    }

    private static JsonElement Goldens()
        => JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Golden", "images", "tiff_fax.json"))).RootElement;
}
