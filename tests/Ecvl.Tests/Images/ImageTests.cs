using System.Runtime.InteropServices;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Axes, memory, views, crops.</summary>
public sealed class ImageTests
{
    [Fact]
    public void The_first_axis_lies_fastest()
    {
        Image image = Counting("cxy", 3, 4, 2);
        Assert.Equal([1L, 3L, 12L], image.Strides.ToArray());
        Assert.Equal(2 + (3 * 3) + (12 * 1), image.View<byte>()[2, 3, 1]);
        Assert.Equal((4, 2, 1, 3), (image.Width, image.Height, image.Depth, image.ChannelCount));
        Assert.Equal(0, image.Address % 64);
    }

    [Fact]
    public void A_new_image_is_zero_although_its_memory_was_used_before()
    {
        for (int i = 0; i < 3; i++)
        {
            Image image = new("xy", [100, 7], PixelType.Int16);
            Assert.All(image.AsSpan<short>().ToArray(), value => Assert.Equal(0, value));
            image.Fill(-3);
            Assert.All(image.AsSpan<short>().ToArray(), value => Assert.Equal(-3, value));
        }
    }

    [Theory]
    [InlineData("xyq", new[] { 2, 2, 2 }, ColorType.None, "'q'")]
    [InlineData("xyx", new[] { 2, 2, 2 }, ColorType.None, "x twice, at 0 and 2")]
    [InlineData("xy", new[] { 2, 2, 2 }, ColorType.None, "2 axes, but 3 sizes")]
    [InlineData("xy", new[] { 2, 0 }, ColorType.None, "axis y is 0")]
    [InlineData("xy", new[] { 2, 2 }, ColorType.Gray, "Gray needs the axis c")]
    [InlineData("cxy", new[] { 4, 2, 2 }, ColorType.Rgb, "3 samples per pixel, the axis c has 4")]
    [InlineData("xyzt", new[] { int.MaxValue, int.MaxValue, int.MaxValue, 2 }, ColorType.None, "exceeds")]
    [InlineData("xyz", new[] { 4096, 4096, 4096 }, ColorType.None, "68719476736 bytes")]
    public void An_unsound_description_names_what_is_wrong(string axes, int[] sizes, ColorType color, string part)
        => Assert.Contains(part, Assert.Throws<ImageException>(() => new Image(axes, sizes, PixelType.UInt8, color)).Message, StringComparison.Ordinal);

    [Fact]
    public void Wrapped_memory_is_shared_both_ways()
    {
        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        Image image = Image.Wrap<float>(values, "xy", [4, 3]);
        Assert.Equal(6, image.View<float>()[2, 1]);
        image.View<float>()[2, 1] = -1;
        Assert.Equal(-1, values[6]);
        values[0] = 9;
        Assert.Equal(9, image.View<float>()[0, 0]);
        Assert.Contains("52 bytes, the memory has 48", Assert.Throws<ImageException>(() => Image.Wrap<float>(values, "x", [13])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Native_memory_may_run_backwards()
    {
        nint memory = Marshal.AllocHGlobal(6);
        try
        {
            Marshal.Copy(new byte[] { 1, 2, 3, 4, 5, 6 }, 0, memory, 6);
            Image bottomUp = Image.Wrap(memory + 3, null, "xy", [3, 2], [1, -3], PixelType.UInt8);
            Assert.Equal([4, 5, 6, 1, 2, 3], bottomUp.Copy().AsSpan<byte>().ToArray());
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }

        Assert.Contains("stride 3", Assert.Throws<ImageException>(() => Image.Wrap(1024, null, "x", [2], [3], PixelType.Int16)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_of_an_image_outlives_it_while_a_crop_is_in_use()
    {
        Image crop = MakeCrop();
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            new Image("xy", [64, 64], PixelType.UInt8).Fill(255);
        }

        Assert.Equal(7, crop.View<byte>()[0, 0]);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static Image MakeCrop()
        {
            Image image = new("xy", [64, 64], PixelType.UInt8);
            image.Fill(7);
            return image[10..20, 10..20];
        }
    }

    [Fact]
    public void Memory_of_an_image_outlives_it_while_a_span_a_row_or_a_sample_is_in_use()
    {
        Span<byte> span = Make().AsSpan<byte>();
        Span<byte> row = Make().View<byte>().Row(3);
        ref byte sample = ref Make().View<byte>()[5, 6];
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            new Image("xy", [64, 64], PixelType.UInt8).Fill(255);
        }

        Assert.True(span.IndexOfAnyExcept((byte)7) < 0);
        Assert.True(row.IndexOfAnyExcept((byte)7) < 0);
        Assert.Equal(7, sample);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static Image Make()
        {
            Image image = new("xy", [64, 64], PixelType.UInt8);
            image.Fill(7);
            return image;
        }
    }

    [Fact]
    public void A_crop_shares_pixels_and_moves_the_origin()
    {
        ImageGeometry geometry = new(new VoxelCounts(5, 4, 3), new Vector3D(0.5, 2, 3), new Vector3D(10, 20, 30), new(0, 1, 0), new(1, 0, 0), new(0, 0, 1));
        Image image = Counting("xyz", 5, 4, 3);
        image.Geometry = geometry;
        image.Metadata.Set("Modality", "CT");
        Image crop = image[1..3, ^2.., 2..];
        Assert.Equal("xyz [2, 2, 1] UInt8 None", crop.ToString());
        Assert.Equal(1 + (2 * 5) + (2 * 20), crop.View<byte>()[0, 0, 0]);
        Assert.Equal(geometry.ToPatient(new Vector3D(1, 2, 2)), crop.Geometry!.OriginMm);
        Assert.Equal(geometry.SpacingMm, crop.SpacingMm);
        Assert.Equal(new VoxelCounts(2, 2, 1), crop.Geometry.Size);
        Assert.True(crop.Metadata.TryGet("Modality", out string? modality) && modality == "CT");
        crop.View<byte>()[0, 0, 0] = 200;
        Assert.Equal(200, image.View<byte>()[1, 2, 2]);
        Assert.False(crop.IsContiguous);
        Assert.Equal([200, 52, 56, 57], crop.Copy().AsSpan<byte>().ToArray());
        Assert.Throws<ImageException>(() => crop.AsSpan<byte>());
    }

    [Fact]
    public void A_crop_outside_names_both_values()
    {
        Image image = Counting("xy", 5, 4);
        Assert.Contains("along y 3 samples from 2 are not within the image's 4", Assert.Throws<ImageException>(() => image.Crop([0, 2], [5, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ImageException>(() => image.Crop('y', 2..2));
        Assert.Throws<ImageException>(() => image.Crop([-1, 0], [1, 1]));
        Assert.Throws<ImageException>(() => image.Crop([0, int.MaxValue], [1, int.MaxValue]));
        Assert.Contains("no axis z", Assert.Throws<ImageException>(() => image.Crop('z', ..)).Message, StringComparison.Ordinal);
        Assert.Contains("1 ranges", Assert.Throws<ImageException>(() => image[..]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_is_gray_and_part_of_the_colours_has_no_colour_type()
    {
        Image image = Counting("cxy", 3, 2, 2).WithColor(ColorType.Rgb);
        Image green = image.Channel(1);
        Assert.Equal(ColorType.Gray, green.Color);
        Assert.Equal([1, 4, 7, 10], green.Copy().AsSpan<byte>().ToArray());
        Assert.Equal(ColorType.None, image.Crop('c', 0..2).Color);
        Assert.Equal(ColorType.Rgb, image.Crop('x', 0..1).Color);
        Assert.Contains("channel 3", Assert.Throws<ImageException>(() => image.Channel(3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rearranging_moves_every_sample_and_back()
    {
        Image interleaved = Counting("cxy", 3, 4, 2).WithColor(ColorType.Rgb);
        Image planar = interleaved.Rearrange("xyc");
        Assert.Equal([0, 3, 6, 9, 12, 15, 18, 21, 1], planar.AsSpan<byte>()[..9].ToArray());
        Assert.Equal(ColorType.Rgb, planar.Color);
        Assert.Equal(interleaved.AsSpan<byte>().ToArray(), planar.Rearrange("cxy").AsSpan<byte>().ToArray());
        Image view = interleaved.Permute("yxc");
        Assert.Equal(interleaved.View<byte>()[2, 3, 1], view.View<byte>()[1, 3, 2]);
        Assert.Equal("xyc [4, 2, 1] UInt8 None", Counting("xy", 4, 2).Permute("xyc").ToString());
        Assert.Contains("leaves out c, which has 3", Assert.Throws<ImageException>(() => interleaved.Permute("xy")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_check_type_rank_and_range()
    {
        Image image = Counting("cxy", 3, 4, 2);
        Assert.Contains("stores UInt8, but Int16", Assert.Throws<ImageException>(() => image.View<short>()).Message, StringComparison.Ordinal);
        View<byte> view = image.View<byte>();
        Assert.Contains("index 4 of axis x lies outside 0 … 3", Assert.Throws<ImageException>(() => view[0, 4, 0]).Message, StringComparison.Ordinal);
        Assert.Throws<ImageException>(() => view[0, -1, 0]);
        Assert.Contains("2 axes were given", Assert.Throws<ImageException>(() => view[0, 1]).Message, StringComparison.Ordinal);
        Assert.Equal([9, 10, 11], view.Row(3, 0).ToArray());
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11], Counting("xy", 12, 2)[3..12, ..].View<byte>().Row(0).ToArray());
        Assert.Contains("3 bytes apart, a row needs 1", Assert.Throws<ImageException>(() => image.Permute("xyc").View<byte>().Row(0, 0).Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Geometry_must_have_the_sizes_of_the_image()
    {
        Image image = new("xy", [5, 4], PixelType.UInt8);
        ImageException error = Assert.Throws<ImageException>(() => image.Geometry = new ImageGeometry(new VoxelCounts(4, 5), new Vector3D(1, 1, 1)));
        Assert.Contains("4 x 5 x 1 voxels, the image has 5 x 4 x 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_is_typed()
    {
        ImageMetadata metadata = new();
        metadata.Set("Exposure", 0.5);
        Assert.True(metadata.TryGet("Exposure", out double exposure));
        Assert.Equal(0.5, exposure);
        Assert.False(metadata.TryGet("Other", out string? _));
        Assert.Contains("holds Double, but String", Assert.Throws<ImageException>(() => metadata.TryGet("Exposure", out string? _)).Message, StringComparison.Ordinal);
        Assert.Throws<ImageException>(() => metadata.Set("Time", DateTime.UnixEpoch));
        ImageMetadata copy = metadata.Clone();
        Assert.True(metadata.Remove("Exposure"));
        Assert.Single(copy);
    }

    internal static Image Counting(string axes, params int[] sizes)
    {
        Image image = new(axes, sizes, PixelType.UInt8);
        Span<byte> samples = image.AsSpan<byte>();
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)i;
        }

        return image;
    }
}
