using System.Text;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Fields of NIfTI headers, and what they do to samples and place.</summary>
public sealed class NiftiTests
{
    [Fact]
    public void Single_bits_are_read_least_significant_first()
    {
        Image image = VolumeFile.Read(Volumes.Nifti(1, 1, [5, 2], [0b1000_1101, 0b10]));
        Assert.Equal(PixelType.Bool, image.PixelType);
        Assert.Equal([1, 0, 1, 1, 0, 0, 0, 1, 0, 1], Volumes.Values(image));
    }

    [Theory]
    [InlineData(1536, 128, "FLOAT128")]
    [InlineData(2048, 256, "COMPLEX256")]
    [InlineData(0, 8, "unknown")]
    [InlineData(7, 8, "7")]
    public void Types_that_no_image_stores_are_refused_by_name(short type, short bits, string name)
    {
        ImageFileException error = Assert.Throws<ImageFileException>(() => VolumeFile.Read(Volumes.Nifti(type, bits, [1], new byte[64])));
        Assert.Equal("NIfTI", error.Format);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("offset 70", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slope_and_intercept_give_real_values_in_the_type_asked_for()
    {
        byte[] file = Volumes.Nifti(4, 16, [3], [1, 0, 0xFF, 0xFF, 0, 0x80], (112, BitConverter.GetBytes(0.5f)), (116, BitConverter.GetBytes(10f)));
        Image real = VolumeFile.Read(file);
        Assert.Equal(PixelType.Float32, real.PixelType);
        Assert.Equal([10.5, 9.5, -16374], Volumes.Values(real));
        Assert.Equal(PixelType.Float64, VolumeFile.Read(file, new VolumeReadOptions(RealType: PixelType.Float64)).PixelType);
        Image stored = VolumeFile.Read(file, new VolumeReadOptions(VolumeValues.Stored));
        Assert.Equal([1, -1, -32768], Volumes.Values(stored));
        Assert.True(stored.Metadata.TryGet(VolumeKeys.Slope, out double slope) && slope == 0.5);
        Assert.True(stored.Metadata.TryGet(VolumeKeys.Intercept, out double intercept) && intercept == 10);
        Assert.Equal([10.5, 9.5, -16374], Volumes.Values(VolumeFile.Read(VolumeFile.Encode(stored, new NiftiWriteOptions()))));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_slope_of_zero_or_no_number_means_none(float slope)
        => Assert.Equal([1, 2], Volumes.Values(VolumeFile.Read(Volumes.Nifti(2, 8, [2], [1, 2], (112, BitConverter.GetBytes(slope)), (116, BitConverter.GetBytes(55f))))));

    [Fact]
    public void Nothing_is_added_to_imaginary_parts()
    {
        byte[] samples = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)];
        Image image = VolumeFile.Read(Volumes.Nifti(32, 64, [1], samples, (112, BitConverter.GetBytes(3f)), (116, BitConverter.GetBytes(10f))));
        Assert.Equal("cx", image.Axes);
        Assert.Equal([13, 6], Volumes.Values(image));
    }

    [Fact]
    public void Seven_dimensions_share_the_letters_and_come_back()
    {
        byte[] samples = [.. Enumerable.Range(0, 2 * 1 * 3 * 2 * 2 * 3 * 2).Select(i => (byte)i)];
        Image image = VolumeFile.Read(Volumes.Nifti(2, 8, [2, 1, 3, 2, 2, 3, 2], samples));
        Assert.Equal("xyztco", image.Axes);
        Assert.Equal([2, 1, 3, 2, 2, 6], image.Sizes.ToArray());
        VolumeHeader back = VolumeFile.ReadHeader(VolumeFile.Encode(image, new NiftiWriteOptions()));
        Assert.True(back.Metadata.TryGet<long[]>(NiftiKeys.Dimensions, out long[]? dimensions));
        Assert.Equal([2, 1, 3, 2, 2, 3, 2], dimensions);
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 1)]
    [InlineData(3, 0.001)]
    [InlineData(0, 1)]
    public void Units_become_millimetres(byte unit, double millimetres)
    {
        byte[] rows = [.. new float[] { 2, 0, 0, 5, 0, 3, 0, 6, 0, 0, 4, 7 }.SelectMany(BitConverter.GetBytes)];
        ImageGeometry geometry = VolumeFile.Read(Volumes.Nifti(2, 8, [1, 1, 1], [0], (123, [unit]), (254, [1, 0]), (280, rows))).Geometry!;
        Assert.Equal(millimetres * 2, geometry.SpacingMm.X, 1e-9);
        Assert.Equal(millimetres * -5, geometry.OriginMm.X, 1e-9);
        Assert.Equal("RAS", geometry.AxisCodes());
    }

    [Fact]
    public void A_matrix_that_spans_no_space_gives_no_geometry()
        => Assert.Null(VolumeFile.Read(Volumes.Nifti(2, 8, [1, 1, 1], [0], (254, [1, 0]))).Geometry);

    [Fact]
    public void A_quaternion_that_is_none_is_refused_where_it_places_the_volume()
    {
        byte[] b = BitConverter.GetBytes(1.5f);
        ImageFileException error = Assert.Throws<ImageFileException>(() => VolumeFile.Read(Volumes.Nifti(2, 8, [1, 1, 1], [0], (252, [1, 0]), (256, b))));
        Assert.Contains("offset 256", error.Message, StringComparison.Ordinal);
        byte[] row = BitConverter.GetBytes(1f);
        Assert.NotNull(VolumeFile.Read(Volumes.Nifti(2, 8, [1, 1, 1], [0], (252, [1, 0]), (256, b), (254, [1, 0]), (280, row), (300, row), (320, row))).Geometry);
    }

    [Fact]
    public void Facts_and_extensions_come_back_in_both_versions_and_byte_orders()
    {
        Image image = Volumes.Noise("xyzt", [3, 4, 5, 2], PixelType.Int16, 8, geometry: Volumes.Oblique(new VoxelCounts(3, 4, 5)));
        (string Key, object Value)[] facts =
        [
            (NiftiKeys.Description, "a scan"), (NiftiKeys.AuxiliaryFile, "aux"), (NiftiKeys.IntentName, "t"), (NiftiKeys.IntentCode, 3L), (NiftiKeys.SliceCode, 2L), (NiftiKeys.SliceEnd, 4L),
            (NiftiKeys.SliceDuration, 0.5), (NiftiKeys.TimeOffset, 1.5), (NiftiKeys.DimensionInfo, 57L), (NiftiKeys.DisplayMinimum, -1.0), (NiftiKeys.DisplayMaximum, 8.0),
            (NiftiKeys.QformCode, 1L), (NiftiKeys.SformCode, 4L), (VolumeKeys.TimeStep, 2.5), (VolumeKeys.TimeUnit, "ms"),
        ];
        foreach ((string key, object value) in facts)
        {
            image.Metadata.Set(key, value);
        }

        image.Metadata.Set(NiftiKeys.IntentParameters, new double[] { 1, 2, 3 });
        NiftiExtension.Set(image.Metadata, [new NiftiExtension(6, Encoding.ASCII.GetBytes("hello")), new NiftiExtension(44, new byte[24])]);
        foreach (NiftiWriteOptions options in (NiftiWriteOptions[])[new(), new(2), new(IsBigEndian: true), new(2, IsBigEndian: true)])
        {
            Image back = VolumeFile.Read(VolumeFile.Encode(image, options));
            Dictionary<string, object> found = back.Metadata.ToDictionary(fact => fact.Key, fact => fact.Value);
            Assert.All(facts, fact => Assert.Equal(fact.Value, found[fact.Key]));
            Assert.Equal(new double[] { 1, 2, 3 }, found[NiftiKeys.IntentParameters]);
            IReadOnlyList<NiftiExtension> extensions = NiftiExtension.Of(back.Metadata);
            Assert.Equal([6, 44], extensions.Select(extension => extension.Code));
            Assert.Equal("hello", Encoding.ASCII.GetString(extensions[0].Content).TrimEnd('\0'));
            Assert.Equal(24, extensions[1].Content.Length);
            Assert.True(found.ContainsKey(NiftiKeys.Qform));
            Assert.Equal(Volumes.Values(image), Volumes.Values(back));
        }
    }

    [Theory]
    [InlineData(PixelType.Int16)]
    [InlineData(PixelType.UInt8)]
    [InlineData(PixelType.Int32)]
    public void Real_values_are_stored_as_integers_to_half_a_step(PixelType stored)
    {
        Image image = Volumes.Noise("xyz", [9, 8, 7], PixelType.Float64, 9);
        image.AsSpan<double>()[5] = double.NaN;
        VolumeHeader header = VolumeFile.ReadHeader(VolumeFile.Encode(image, new NiftiWriteOptions(StoredType: stored)));
        Assert.Equal(stored, header.StoredType);
        Image back = VolumeFile.Read(VolumeFile.Encode(image, new NiftiWriteOptions(StoredType: stored)), new VolumeReadOptions(RealType: PixelType.Float64));
        double[] expected = Volumes.Values(image);
        double[] actual = Volumes.Values(back);
        expected[5] = 0;
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -0.51 * header.Slope, 0.51 * header.Slope));
        Assert.InRange(header.Slope, 0, stored == PixelType.UInt8 ? 40 : 0.16);
    }

    [Fact]
    public void Large_sizes_need_version_two()
    {
        Image image = new("xy", [40000, 1], PixelType.UInt8);
        Assert.Equal(540, VolumeFile.Encode(image, new NiftiWriteOptions())[0] + (256 * VolumeFile.Encode(image, new NiftiWriteOptions())[1]));
        ImageFileException error = Assert.Throws<ImageFileException>(() => VolumeFile.Encode(image, new NiftiWriteOptions(1)));
        Assert.Contains("40000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_bytes_than_allowed_are_refused_before_memory_is_taken()
    {
        byte[] file = Volumes.Nifti(2, 8, [100, 100, 100], new byte[1000000]);
        ImageFileException error = Assert.Throws<ImageFileException>(() => VolumeFile.Read(file, new VolumeReadOptions(MaximumBytes: 999999)));
        Assert.Contains("1000000", error.Message, StringComparison.Ordinal);
        Assert.Contains("999999", error.Message, StringComparison.Ordinal);
        Assert.Equal(100, VolumeFile.Read(file).Depth);
    }

    [Fact]
    public void A_pair_cannot_be_read_without_its_path()
    {
        byte[] file = Volumes.Nifti(2, 8, [1], [0], (344, "ni1\0"u8.ToArray()), (108, new byte[4]));
        Assert.Contains(".img", Assert.Throws<ImageFileException>(() => VolumeFile.Read(file)).Message, StringComparison.Ordinal);
        Assert.Equal("x", VolumeFile.ReadHeader(file).Axes);
    }
}
