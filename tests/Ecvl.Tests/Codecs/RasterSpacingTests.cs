using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>The spacing of an image outlives its raster file.</summary>
public sealed class RasterSpacingTests
{
    public static TheoryData<ImageWriteOptions> Formats => [new PngWriteOptions(), new TiffWriteOptions(), new BmpWriteOptions(), new JpegWriteOptions()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_spacing_of_a_crop_is_written_and_read(ImageWriteOptions options)
    {
        Image image = new("xy", [6, 5], PixelType.UInt8, ColorType.None, new ImageGeometry(new VoxelCounts(6, 5, 1), new Vector3D(0.25, 0.5, 3)));
        Image back = ImageFile.Read(ImageFile.Encode(image[1..4, ..], options));
        Assert.NotNull(back.SpacingMm);
        Assert.Equal(0.25, back.SpacingMm.Value.X, tolerance: 1e-9);
        Assert.Equal(0.5, back.SpacingMm.Value.Y, tolerance: 1e-9);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_new_geometry_counts_more_than_what_the_file_once_said(ImageWriteOptions options)
    {
        Image image = new("xy", [2, 2], PixelType.UInt8);
        image.Metadata.Set(ImageMetadata.PixelsPerMetreX, 2000.0);
        image.Metadata.Set(ImageMetadata.PixelsPerMetreY, 2000.0);
        image.Geometry = new ImageGeometry(new VoxelCounts(2, 2, 1), new Vector3D(1, 1, 1));
        Image back = ImageFile.Read(ImageFile.Encode(image, options));
        Assert.Equal(1, back.SpacingMm!.Value.X, tolerance: 1e-9);
    }

    [Fact]
    public void A_spacing_that_whole_dots_cannot_state_is_left_out_of_jpeg()
    {
        Image image = new("xy", [2, 2], PixelType.UInt8, ColorType.None, new ImageGeometry(new VoxelCounts(2, 2, 1), new Vector3D(0.7, 0.7, 1)));
        Assert.Null(ImageFile.Read(ImageFile.Encode(image, new JpegWriteOptions())).SpacingMm);
        Assert.Equal(0.7, ImageFile.Read(ImageFile.Encode(image, new PngWriteOptions())).SpacingMm!.Value.X, tolerance: 0.001);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Customary_dots_per_inch_are_no_spacing(ImageWriteOptions options)
    {
        foreach (double dots in new double[] { 72, 96, 100 })
        {
            Image image = new("xy", [2, 2], PixelType.UInt8);
            image.Metadata.Set(ImageMetadata.PixelsPerMetreX, dots / 0.0254);
            image.Metadata.Set(ImageMetadata.PixelsPerMetreY, dots / 0.0254);
            Image back = ImageFile.Read(ImageFile.Encode(image, options));
            Assert.True(back.Metadata.TryGet(ImageMetadata.PixelsPerMetreX, out double perMetre));
            Assert.Equal(dots / 0.0254, perMetre, tolerance: 1);
            Assert.Equal(dots == 100, back.SpacingMm is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Without_spacing_none_is_read(ImageWriteOptions options)
        => Assert.Null(ImageFile.Read(ImageFile.Encode(new Image("xy", [2, 2], PixelType.UInt8), options)).SpacingMm);
}
