using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>TIFF files of several pages.</summary>
public sealed class TiffPagesTests
{
    [Fact]
    public void A_tiff_page_with_slices_is_refused()
    {
        byte[] file = ImageFile.Encode(new Image("xy", [4, 4], PixelType.UInt8), new TiffWriteOptions(TiffCompression.None));

        // The field PlanarConfiguration (284), one number of 16 bits, becomes ImageDepth (32997) of 20.
        int field = file.AsSpan().IndexOf(new byte[] { 0x1C, 0x01, 3, 0, 1, 0, 0, 0, 1, 0 });
        (file[field], file[field + 1], file[field + 8]) = (0xE5, 0x80, 20);
        string message = Assert.Throws<ImageFileException>(() => ImageFile.Read(file)).Message;
        Assert.Contains("ImageDepth (32997) is 20", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_are_read_one_by_one_and_as_a_stack()
    {
        string path = Assets.Require("images", "image-tiff", "images", "seq", "seq-1c-8b-multipage-adeefdcc.tiff");
        IReadOnlyList<Image> pages = ImageFile.ReadPages(path);
        Assert.Equal(3, pages.Count);
        Image stack = ImageFile.ReadStack(path);
        Assert.Equal("cxyz [1, 16, 16, 3] UInt8 Gray", stack.ToString());
        for (int page = 2; page >= 0; page--)
        {
            Assert.Equal(pages[page].AsSpan<byte>().ToArray(), stack.Crop('z', page..(page + 1)).Copy().AsSpan<byte>().ToArray());
        }

        string scan = Assets.Require("images", "pillow", "multipage.tiff");
        Assert.Equal(["cxy [3, 10, 10] UInt8 Rgb", "cxy [3, 10, 10] UInt8 Rgb", "cxy [3, 20, 20] UInt8 Rgb"], ImageFile.ReadPages(scan).Select(page => page.ToString()));
        Assert.Contains("page 2 of", Assert.Throws<ImageFileException>(() => ImageFile.ReadStack(scan)).Message, StringComparison.Ordinal);
    }
}
