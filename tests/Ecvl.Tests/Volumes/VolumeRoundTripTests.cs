using DeepHealth.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>What is written in any volume format is read back: samples, axes and place in space.</summary>
public sealed class VolumeRoundTripTests
{
    private static readonly VolumeWriteOptions[] s_options =
    [
        new NiftiWriteOptions(), new NiftiWriteOptions(Version: 2), new NiftiWriteOptions(Compress: true), new NiftiWriteOptions(IsBigEndian: true), new NiftiWriteOptions(2, IsBigEndian: true, Compress: true),
        new NrrdWriteOptions(), new NrrdWriteOptions(NrrdEncoding.Gzip), new NrrdWriteOptions(NrrdEncoding.Text), new NrrdWriteOptions(IsBigEndian: true),
        new MetaImageWriteOptions(), new MetaImageWriteOptions(Compress: true), new MetaImageWriteOptions(IsBigEndian: true),
    ];

    private static readonly Gen<(VolumeWriteOptions Options, Image Image)> s_volumes =
        from options in Gen.Elements(s_options)
        from type in Gen.Elements(Enum.GetValues<PixelType>())
        from axes in Gen.Elements("xy", "xyz", "xyzt", "x")
        from x in Gen.Choose(1, 9)
        from y in Gen.Choose(1, 5)
        from z in Gen.Choose(1, 4)
        from skewed in Gen.Elements(0, 1, 2)
        from turned in Gen.Elements("", "RAS", "SPL", "IAR")
        from seed in Gen.Choose(0, int.MaxValue)
        select (options, Make(axes, [x, y, z, 2], type, skewed, turned, seed));

    [Fact]
    public void Every_format_gives_back_what_was_written()
        => Prop.ForAll(s_volumes.ToArbitrary(), test =>
        {
            Image back = VolumeFile.Read(VolumeFile.Encode(test.Image, test.Options));
            bool mask = test.Image.PixelType == PixelType.Bool;
            return back.PixelType == (mask ? PixelType.UInt8 : test.Image.PixelType)

                // A place in space takes three axes in all formats but NIfTI.
                && back.Axes == (test.Options is NiftiWriteOptions || test.Image.Rank > 2 ? test.Image.Axes : "xyz")
                && Volumes.Values(back).SequenceEqual(Volumes.Values(test.Image))
                && Volumes.Distance(back.Geometry!.Affine(), test.Image.Geometry!.Affine()) < 1e-4
                && back.Geometry.IsOrthogonal == test.Image.Geometry.IsOrthogonal;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(ColorType.Rgb, 3)]
    [InlineData(ColorType.Rgba, 4)]
    public void Colours_keep_their_meaning(ColorType color, int channels)
    {
        Image image = Volumes.Noise("cxyz", [channels, 3, 4, 2], PixelType.UInt8, 3, color);
        foreach (VolumeWriteOptions options in (VolumeWriteOptions[])[new NiftiWriteOptions(), new NrrdWriteOptions()])
        {
            Image back = VolumeFile.Read(VolumeFile.Encode(image.Rearrange("xyzc"), options)).Rearrange("cxyz");
            Assert.Equal(color, back.Color);
            Assert.Equal(Volumes.Values(image), Volumes.Values(back));
        }
    }

    [Fact]
    public void Complex_numbers_and_vectors_keep_their_samples()
    {
        Image complex = Volumes.Noise("cxyz", [2, 3, 4, 2], PixelType.Float32, 4);
        complex.Metadata.Set(VolumeKeys.IsComplex, true);
        Image vectors = Volumes.Noise("cxyz", [3, 5, 4, 2], PixelType.Float64, 5);
        foreach (Image image in (Image[])[complex, vectors])
        {
            foreach (VolumeWriteOptions options in (VolumeWriteOptions[])[new NiftiWriteOptions(), new NrrdWriteOptions(), new MetaImageWriteOptions()])
            {
                Image back = VolumeFile.Read(VolumeFile.Encode(image, options));
                Assert.Equal(Volumes.Values(image), Volumes.Values(back.Rearrange("cxyz")));
                Assert.Equal(image == complex && options is not MetaImageWriteOptions, back.Metadata.TryGet(VolumeKeys.IsComplex, out bool stated) && stated);
            }
        }
    }

    [Theory]
    [InlineData("a.nii", 1)]
    [InlineData("a.nii.gz", 1)]
    [InlineData("a.hdr", 2)]
    [InlineData("a.img.gz", 2)]
    [InlineData("a.nrrd", 1)]
    [InlineData("a.nhdr", 2)]
    [InlineData("a.mha", 1)]
    [InlineData("a.mhd", 2)]
    public void The_ending_of_a_new_file_chooses_its_format(string name, int files)
    {
        using TemporaryFolder folder = new();
        Image image = Volumes.Noise("xyz", [5, 4, 3], PixelType.Int16, 6, geometry: Volumes.Oblique(new VoxelCounts(5, 4, 3)));
        string path = folder.PathOf(name);
        VolumeFile.Write(path, image);
        Assert.Equal(files, Directory.GetFiles(folder.Path).Length);
        Assert.Equal(Volumes.Values(image), Volumes.Values(VolumeFile.Read(path)));
        Assert.Equal(image.Sizes.ToArray(), VolumeFile.ReadHeader(path).Sizes.ToArray());
        Image part = VolumeFile.ReadPart(path, 'z', 1..2);
        Assert.Equal(Volumes.Values(image[.., .., 1..2]), Volumes.Values(part));
        Assert.True(Volumes.Distance(image[.., .., 1..2].Geometry!.Affine(), part.Geometry!.Affine()) < 1e-4);
        Assert.Equal(Volumes.Values(image[1..4, .., ..]), Volumes.Values(VolumeFile.ReadPart(path, 'x', 1..4)));
    }

    [Fact]
    public void An_unknown_ending_lists_the_known_ones()
    {
        ImageFileException error = Assert.Throws<ImageFileException>(() => VolumeFile.Write("a.xyz", new Image("xyz", [1, 1, 1], PixelType.UInt8)));
        Assert.Contains("a.xyz", error.Message, StringComparison.Ordinal);
        Assert.Contains(".nii.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_outside_the_axis_is_refused()
    {
        using TemporaryFile path = new();
        VolumeFile.Write(path, new Image("xyz", [3, 2, 4], PixelType.UInt8), new NiftiWriteOptions());
        Assert.Contains("within the 4", Assert.Throws<ImageException>(() => VolumeFile.ReadPart(path, 'z', 2..6)).Message, StringComparison.Ordinal);
        Assert.Contains("no axis t", Assert.Throws<ImageException>(() => VolumeFile.ReadPart(path, 't', 0..1)).Message, StringComparison.Ordinal);
    }

    private static Image Make(string axes, int[] sizes, PixelType type, int form, string turned, int seed)
    {
        int[] own = sizes[..axes.Length];
        VoxelCounts size = new(own[0], axes.Length > 1 ? own[1] : 1, axes.Length > 2 ? own[2] : 1);
        ImageGeometry geometry = form == 0 ? ImageGeometry.FromAffine(size, Volumes.Skewed) : Volumes.Oblique(size, form == 1 ? 1 : -1);
        Image image = Volumes.Noise(axes, own, type, seed, geometry: geometry);
        return turned.Length > 0 && axes.Length >= 3 ? image.Reorient(turned) : image;
    }
}
