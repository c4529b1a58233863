using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Files that ITK 5.2, teem 1.12 and nibabel 5.0 wrote, all with the samples <c>i·i − 100</c>.</summary>
public sealed class GoldenVolumeTests
{
    private static readonly double[] s_samples = [.. Enumerable.Range(0, 60).Select(i => (double)((i * i) - 100))];

    // The matrix in the files of ITK, and the one of teem turned from RAS.
    private static readonly double[] s_itk = [0, -0.6, 1.35, -10.5, 0.5, 0, 0, 20.25, 0, 0.45, 1.8, 30, 0, 0, 0, 1];
    private static readonly double[] s_teem = [0, 0.6, -1.35, 10.5, -0.5, 0, 0, -20.25, 0, 0.45, 1.8, 30, 0, 0, 0, 1];

    [Theory]
    [InlineData("itk_uint8.mha", PixelType.UInt8)]
    [InlineData("itk_int16.mhd", PixelType.Int16)]
    [InlineData("itk_float.mha", PixelType.Float32)]
    [InlineData("itk_double.mhd", PixelType.Float64)]
    [InlineData("itk_int32.mha", PixelType.Int32)]
    [InlineData("itk_uint16.nrrd", PixelType.UInt16)]
    [InlineData("itk_int16.nrrd", PixelType.Int16)]
    [InlineData("itk_float.nhdr", PixelType.Float32)]
    public void Files_of_itk_are_read(string name, PixelType type)
    {
        Image image = VolumeFile.Read(PathOf(name));
        Assert.Equal(type, image.PixelType);

        // Types without sign hold i·i, cut to their bits.
        double[] expected = type is PixelType.UInt8 or PixelType.UInt16 ? [.. s_samples.Select(value => (value + 100) % (type == PixelType.UInt8 ? 256 : 65536))] : s_samples;
        AssertVolume(image, expected, s_itk);
    }

    [Theory]
    [InlineData("teem_int16_big.nrrd")]
    [InlineData("teem_int16_gzip.nrrd")]
    [InlineData("teem_int16_text.nrrd")]
    [InlineData("teem_int16_hex.nrrd")]
    [InlineData("teem_double_big.nhdr")]
    public void Files_of_teem_are_read(string name) => AssertVolume(VolumeFile.Read(PathOf(name)), s_samples, s_teem);

    [Fact]
    public void Vectors_of_teem_lie_along_c()
    {
        Image image = VolumeFile.Read(PathOf("teem_vector.nrrd"));
        Assert.Equal("cxyz", image.Axes);
        Assert.Equal([2, 5, 4, 3], image.Sizes.ToArray());
        Assert.Equal(s_samples.SelectMany(value => (double[])[value, value]), Volumes.Values(image));
        Assert.Null(image.Geometry);
    }

    [Fact]
    public void Bzip2_is_refused_by_name()
    {
        ImageFileException error = Assert.Throws<ImageFileException>(() => VolumeFile.Read(PathOf("teem_int16_bzip2.nrrd")));
        Assert.Equal("NRRD", error.Format);
        Assert.Contains("bzip2", error.Message, StringComparison.Ordinal);
        Assert.Contains("teem_int16_bzip2.nrrd", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze.hdr")]
    [InlineData("analyze.img")]
    public void Analyze_is_read_with_the_origin_of_spm(string name)
    {
        Image image = VolumeFile.Read(PathOf(name));
        Assert.Equal("Analyze", VolumeFile.ReadHeader(PathOf(name)).Format);
        AssertVolume(image, s_samples, [2, 0, 0, 10, 0, -3, 0, 6, 0, 0, 4, -8, 0, 0, 0, 1]);
        Assert.Equal("LAS", image.Geometry!.AxisCodes());
    }

    [Theory]
    [InlineData("ElementDataFile = LIST\nb.raw\na.raw\n", 2, 1)]
    [InlineData("ElementDataFile = %c.raw 1 2 1\n", 0, 0)]
    [InlineData("ElementDataFile = s%02d.raw 1 2 1\n", 1, 2)]
    public void Samples_in_several_files_are_joined_in_their_order(string dataFile, double first, double second)
    {
        using TemporaryFolder folder = new();
        foreach ((string name, byte value) in ((string, byte)[])[("a.raw", 1), ("b.raw", 2), ("s01.raw", 1), ("s02.raw", 2)])
        {
            File.WriteAllBytes(folder.PathOf(name), [value, value]);
        }

        string path = folder.PathOf("a.mhd");
        File.WriteAllText(path, "ObjectType = Image\nNDims = 3\nDimSize = 2 1 2\nElementType = MET_UCHAR\n" + dataFile);
        if (first == 0)
        {
            Assert.Contains("%c.raw", Assert.Throws<ImageFileException>(() => VolumeFile.Read(path)).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal([first, first, second, second], Volumes.Values(VolumeFile.Read(path)));
        Assert.Equal([second, second], Volumes.Values(VolumeFile.ReadPart(path, 'z', 1..2)));
    }

    [Fact]
    public void A_header_cannot_name_files_outside_its_folder()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("a.nhdr");
        File.WriteAllText(path, "NRRD0004\ntype: uint8\ndimension: 1\nsizes: 2\nencoding: raw\ndata file: ../secret\n");
        Assert.Contains("outside", Assert.Throws<ImageFileException>(() => VolumeFile.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "NRRD0004\ntype: uint8\ndimension: 1\nsizes: 2\nencoding: raw\ndata file: missing.raw\n");
        Assert.Contains("missing.raw", Assert.Throws<ImageFileException>(() => VolumeFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line skip: 1\nbyte skip: 2\n", "skipped\nzz", "")]
    [InlineData("byte skip: -1\n", "anything", "")]
    public void What_lies_before_the_samples_is_left_out(string fields, string before, string behind)
    {
        string header = $"NRRD0005\r\n# a comment\r\ntype: unsigned char\r\ndimension: 2\r\nsizes: 2 1\r\nspacings: 0.5 2\r\naxis mins: 10 nan\r\ncontent: c\r\nkey:=a\\nb\\\\n\r\nencoding: raw\r\n{fields.ReplaceLineEndings("\r\n")}\r\n{before}";
        byte[] file = [.. System.Text.Encoding.Latin1.GetBytes(header), 7, 8, .. System.Text.Encoding.Latin1.GetBytes(behind)];
        Image image = VolumeFile.Read(file);
        Assert.Equal([7, 8], Volumes.Values(image));
        Assert.Equal(new Vector3D(0.5, 2, 1), image.SpacingMm);
        Assert.Equal(10.25, image.Geometry!.OriginMm.X);
        Assert.True(image.Metadata.TryGet<string>(NrrdKeys.KeyPrefix + "key", out string? value) && value == "a\nb\\n");
    }

    private static void AssertVolume(Image image, double[] samples, double[] affine)
    {
        Assert.Equal("xyz", image.Axes);
        Assert.Equal([5, 4, 3], image.Sizes.ToArray());
        Assert.Equal(samples, Volumes.Values(image));
        Assert.True(Volumes.Distance(affine, image.Geometry!.Affine()) < 1e-6, string.Join(", ", image.Geometry!.Affine()));
    }

    private static string PathOf(string name) => Repository.PathOf("tests", "Golden", "volumes", name);
}
