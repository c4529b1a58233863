using System.Text;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Damaged BMP and PNM files end in the typed exception.</summary>
public sealed class BmpMutationTests
{
    [Fact]
    public void Damaged_bmp_files_end_in_the_typed_exception()
        => Run([.. Directory.EnumerateFiles(Assets.Require("images", "pillow", "bmp", "g"), "*.bmp").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]);

    [Fact]
    public void Damaged_pnm_files_end_in_the_typed_exception()
    {
        Image image = new("cxy", [3, 9, 7], PixelType.UInt16, ColorType.Rgb);
        image.Fill(300);
        Run(
        [
            Encoding.ASCII.GetBytes("P1 # bits\n3 2\n101\n0 1 0"),
            Encoding.ASCII.GetBytes("P2\n# made by hand\n2 2 # size\n15\n0 7\n8\t15"),
            ImageFile.Encode(image, new PnmWriteOptions()),
            ImageFile.Encode(image.ToColor(ColorType.Gray), new PnmWriteOptions(true)),
            ImageFile.Encode(image.ConvertTo(PixelType.UInt8), new PnmWriteOptions()),
            ImageFile.Encode(image.ToColor(ColorType.Gray).ConvertTo(PixelType.Bool), new PnmWriteOptions()),
        ]);
    }

    private static void Run(IReadOnlyList<byte[]> files)
        => Mutations.Run<ImageFileException>(4000, files, file => Assert.InRange(ImageFile.Read(file, new ImageReadOptions(1 << 22)).SampleCount, 1, 1 << 22));
}
