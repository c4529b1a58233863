using System.IO.Compression;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Files are read from and written to streams that cannot seek, and pages lie in streams and memory as they do in files.</summary>
public sealed class StreamTests
{
    public static TheoryData<ImageWriteOptions> Rasters =>
    [
        new PngWriteOptions(), new JpegWriteOptions(100), new TiffWriteOptions(), new TiffWriteOptions(TileSize: 16, IsBig: true), new BmpWriteOptions(), new PnmWriteOptions(),
    ];

    public static TheoryData<VolumeWriteOptions> Volumes =>
    [
        new NiftiWriteOptions(), new NiftiWriteOptions(Version: 2, Compress: true), new NrrdWriteOptions(), new NrrdWriteOptions(NrrdEncoding.Gzip),
        new MetaImageWriteOptions(), new MetaImageWriteOptions(Compress: true),
    ];

    [Theory]
    [MemberData(nameof(Rasters))]
    public void Images_pass_through_streams_that_cannot_seek(ImageWriteOptions options)
    {
        Image image = Ramp("xy", 37, 21);
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            ImageFile.Write(stream, image, options);
        }

        packed.Position = 0;
        using GZipStream back = new(packed, CompressionMode.Decompress);
        Image read = ImageFile.Read(back);
        Assert.Equal(ImageFile.Read(ImageFile.Encode(image, options)).AsSpan<byte>().ToArray(), read.AsSpan<byte>().ToArray());
        Assert.Equal((37, 21), (read.Width, read.Height));
    }

    [Theory]
    [MemberData(nameof(Volumes))]
    public void Volumes_pass_through_streams_that_cannot_seek(VolumeWriteOptions options)
    {
        Image image = Ramp("xyz", 5, 6, 7);
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            VolumeFile.Write(stream, image, options);
        }

        // The file in the stream may be packed itself: it is unpacked twice.
        packed.Position = 0;
        using GZipStream back = new(packed, CompressionMode.Decompress);
        Assert.Equal(image.AsSpan<byte>().ToArray(), VolumeFile.Read(back).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Pages_pass_through_streams_and_memory()
    {
        Image[] pages = [Ramp("xy", 4, 3), Ramp("xy", 4, 3) + 7, Ramp("xy", 4, 3) + 9];
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            ImageFile.WritePages(stream, pages, new TiffWriteOptions());
        }

        packed.Position = 0;
        using MemoryStream file = new();
        using (GZipStream stream = new(packed, CompressionMode.Decompress))
        {
            stream.CopyTo(file);
        }

        file.Position = 0;
        IReadOnlyList<Image> read = ImageFile.ReadPages(file);
        Assert.Equal(3, read.Count);
        Assert.Equal(pages[1].AsSpan<byte>().ToArray(), read[1].AsSpan<byte>().ToArray());
        file.Position = 0;
        Image stack = ImageFile.ReadStack(file);
        Assert.Equal("cxyz [1, 4, 3, 3] UInt8 Gray", stack.ToString());
        Assert.Equal(stack.AsSpan<byte>().ToArray(), ImageFile.ReadStack(file.ToArray()).AsSpan<byte>().ToArray());
        Assert.Contains("no page", Assert.Throws<ImageFileException>(() => ImageFile.WritePages(file, [], new TiffWriteOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void The_limit_of_a_stack_grows_with_its_file()
    {
        byte sample = 0;
        Image page = Image.Wrap((nint)(&sample), null, "cxy", [1, 25000, 25000], [0, 0, 0], PixelType.UInt8, ColorType.Gray);
        ImageSource source = new("memory", new byte[8 << 20]);
        string message = Assert.Throws<ImageFileException>(() => PageStack.Join(source, [page], new ImageReadOptions())).Message;
        Assert.Contains($"the limit of {64 * (8 << 20)} bytes", message, StringComparison.Ordinal);
    }

    private static Image Ramp(string axes, params int[] sizes)
    {
        Image image = new(axes, sizes, PixelType.UInt8);
        Span<byte> samples = image.AsSpan<byte>();
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)((5 * i) + (i / 11));
        }

        return image;
    }
}
