using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Whole slides of the corpus against OpenSlide's Python binding, and made ones.</summary>
public sealed class WholeSlideTests
{
    // Another version of the JPEG library rounds the inverse transform or the colours in another way.
    private const int Tolerance = 3;

    [Fact]
    public void Regions_properties_and_additional_images_equal_those_of_the_python_binding()
    {
        RequireOpenSlide();
        foreach (JsonProperty entry in Golden())
        {
            using WholeSlide slide = WholeSlide.Open(Assets.Require(entry.Name.Split('/')));
            Assert.Equal(entry.Value.GetProperty("levels").GetArrayLength(), slide.Levels.Count);
            Assert.Equal(entry.Value.GetProperty("levels")[0][0].GetInt64(), slide.Width);
            Assert.Equal(entry.Value.GetProperty("levels")[0][1].GetInt64(), slide.Height);
            foreach (JsonProperty property in entry.Value.GetProperty("properties").EnumerateObject())
            {
                Assert.Equal(property.Value.GetString(), slide.Properties[property.Name]);
            }

            foreach (JsonProperty associated in entry.Value.GetProperty("associated").EnumerateObject())
            {
                Compare(associated.Value, slide.ReadAssociatedImage(associated.Name, SlidePixels.Rgba));
            }

            foreach (JsonElement region in entry.Value.GetProperty("regions").EnumerateArray())
            {
                JsonElement at = region.GetProperty("at");
                JsonElement size = region.GetProperty("size");
                Compare(region, slide.ReadRegion(0, at[0].GetInt64(), at[1].GetInt64(), size[0].GetInt32(), size[1].GetInt32(), SlidePixels.Rgba));
            }
        }
    }

    [Fact]
    public void Scale_and_place_are_known()
    {
        RequireOpenSlide();
        using WholeSlide slide = WholeSlide.Open(Assets.Require("images", "libvips", "CMU-1-Small-Region.svs"));
        Assert.Equal((0.499, 0.499, 20.0), (slide.MicronsPerPixelX, slide.MicronsPerPixelY, slide.ObjectivePower));
        Assert.Equal(["label", "macro", "thumbnail"], slide.AssociatedImages.Order());
        Image region = slide.ReadRegion(0, 100, 200, 8, 4);
        Assert.Equal((ColorType.Rgb, "cxy", 8, 4), (region.Color, region.Axes, region.Width, region.Height));
        Assert.Equal(0.000499, region.SpacingMm!.Value.X, 1e-12);
        Assert.Equal(0.0499, region.Geometry!.OriginMm.X, 1e-12);
    }

    [Fact]
    public void Outside_the_slide_there_is_background_or_nothing()
    {
        RequireOpenSlide();
        using WholeSlide slide = WholeSlide.Open(Assets.Require("images", "libvips", "CMU-1-Small-Region.svs"));
        Assert.Equal(((byte)255, (byte)255, (byte)255), slide.BackgroundColor);
        Assert.All(slide.ReadRegion(0, -5000000000, 10, 5, 6).AsSpan<byte>().ToArray(), value => Assert.Equal(255, value));
        Assert.All(slide.ReadRegion(0, 5000000000, 10, 5, 6, SlidePixels.Rgba).AsSpan<byte>().ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Levels_of_a_pyramid_are_read_in_the_frame_of_level_0()
    {
        RequireOpenSlide();
        WithPyramid(slide =>
        {
            Assert.Equal([1.0, 2.0, 4.0], slide.Levels.Select(level => level.Downsample));
            Assert.Equal((0, 0, 1, 2, 2), (slide.LevelFor(0.5).Index, slide.LevelFor(1.9).Index, slide.LevelFor(3).Index, slide.LevelFor(4).Index, slide.LevelFor(99).Index));
            Image region = slide.ReadRegion(1, 100, 60, 20, 10);
            Assert.Equal([1, 50, 30], region.AsSpan<byte>()[..3].ToArray());
            Assert.Equal([1, 69, 39], region.AsSpan<byte>()[^3..].ToArray());
        });
    }

    [Fact]
    public void Tiles_come_row_after_row_and_cover_the_level()
    {
        RequireOpenSlide();
        WithPyramid(slide =>
        {
            SlideTile[] tiles = [.. new SlideTiling(1, 100, 60, overlap: 10, keepPartial: true).Of(slide)];
            Assert.Equal([(0L, 0L), (180, 0), (360, 0), (0, 100), (180, 100), (360, 100), (0, 200), (180, 200), (360, 200)], tiles.Select(tile => (tile.X, tile.Y)));
            Assert.Equal([(100, 60), (100, 60), (76, 60), (100, 60), (100, 60), (76, 60), (100, 28), (100, 28), (76, 28)], tiles.Select(tile => (tile.Width, tile.Height)));
            Assert.Equal([1, 90, 50], tiles[4].Read(slide).AsSpan<byte>()[..3].ToArray());
            Assert.Equal([(0L, 0L), (180, 0), (0, 100), (180, 100)], new SlideTiling(1, 100, 60, overlap: 10).Of(slide).Select(tile => (tile.X, tile.Y)));
            Assert.Single(new SlideTiling(2, 500, 500, keepPartial: true).Of(slide));
            Assert.Empty(new SlideTiling(2, 500, 500).Of(slide));
            Assert.Equal(32, new SlideTiling(1, 32, 32).Of(slide).Count());
            Assert.Contains("0 … 2", Assert.Throws<SlideException>(() => new SlideTiling(3, 10, 10).Of(slide)).Message, StringComparison.Ordinal);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlideTiling(0, 10, 10, overlap: 10));
    }

    [Fact]
    public void Tissue_is_found_as_by_the_threshold_of_scikit_image()
    {
        RequireOpenSlide();
        JsonProperty golden = Golden().Single(entry => entry.Name.EndsWith(".svs", StringComparison.Ordinal));
        JsonElement expected = golden.Value.GetProperty("tissue");
        using WholeSlide slide = WholeSlide.Open(Assets.Require(golden.Name.Split('/')));
        TissueMask mask = TissueMask.Of(slide);
        Assert.Equal((expected.GetProperty("size")[0].GetInt32(), expected.GetProperty("size")[1].GetInt32()), (mask.Image.Width, mask.Image.Height));
        Assert.InRange(mask.Threshold - expected.GetProperty("threshold").GetInt32(), -1, 1);
        Assert.Equal(expected.GetProperty("part").GetDouble(), mask.Part(0, 0, slide.Width, slide.Height), 0.01);

        // A mask of fewer pixels says the same, and tiles of glass are left out.
        Assert.Equal(mask.Part(0, 0, slide.Width, slide.Height), TissueMask.Of(slide, 200).Part(0, 0, slide.Width, slide.Height), 0.05);
        SlideTile[] all = [.. new SlideTiling(0, 256, 256).Of(slide)];
        SlideTile[] kept = [.. new SlideTiling(0, 256, 256, mask: mask, leastTissue: 0.5).Of(slide)];
        Assert.InRange(kept.Length, 1, all.Length / 2);
        Assert.All(kept, tile => Assert.InRange(tile.Tissue, 0.5, 1));
        Assert.Equal(0, mask.Part(-100, -100, 50, 50));
    }

    [Fact]
    public void Glass_alone_has_no_tissue()
    {
        Image saturation = new("xy", [20, 10], PixelType.UInt8);
        new Random(1).NextBytes(saturation.AsSpan<byte>());
        foreach (ref byte value in saturation.AsSpan<byte>())
        {
            value = (byte)(value % TissueMask.LeastSaturation);
        }

        Assert.Equal(0, TissueMask.FromSaturation(saturation, 1).Part(0, 0, 20, 10));
    }

    [Fact]
    public unsafe void Opacity_is_taken_out_of_colours_with_rounding()
    {
        uint[] pixels = [0xFF010203, 0x80804020, 0x00000000, 0x03020100, 0x10FF0010];
        uint[] copy = [.. pixels];
        fixed (uint* start = pixels)
        {
            SlideColors.ToRgba(start, pixels.Length);
            Assert.Equal([1, 2, 3, 255, 255, 128, 64, 128, 0, 0, 0, 0, 170, 85, 0, 3, 255, 0, 255, 16], new Span<byte>(start, 20).ToArray());
        }

        fixed (uint* start = copy)
        {
            SlideColors.ToRgb(start, copy.Length, (255, 0, 100));
            Assert.Equal([1, 2, 3, 255, 64, 82, 255, 0, 100, 254, 1, 99, 255, 0, 110], new Span<byte>(start, 15).ToArray());
        }
    }

    [Fact]
    public void Many_threads_read_the_same_slide()
    {
        RequireOpenSlide();
        using WholeSlide slide = WholeSlide.Open(Assets.Require("images", "libvips", "CMU-1-Small-Region.svs"));
        byte[][] alone = [.. Enumerable.Range(0, 16).Select(i => Region(slide, i))];
        Parallel.For(0, 64, i => Assert.Equal(alone[i % 16], Region(slide, i % 16)));
    }

    [Fact]
    public void Faults_are_typed_and_name_the_file()
    {
        RequireOpenSlide();
        Assert.Throws<FileNotFoundException>(() => WholeSlide.Open("no-such-slide.svs"));
        using TemporaryFile path = new(".svs");
        File.WriteAllText(path, "no slide");
        Assert.Contains(path, Assert.Throws<SlideException>(() => WholeSlide.Open(path)).Message, StringComparison.Ordinal);

        WithPyramid(slide =>
        {
            Assert.Contains("0 … 2", Assert.Throws<SlideException>(() => slide.ReadRegion(3, 0, 0, 1, 1)).Message, StringComparison.Ordinal);
            Assert.Contains("0 x 5", Assert.Throws<SlideException>(() => slide.ReadRegion(0, 0, 0, 0, 5)).Message, StringComparison.Ordinal);
            Assert.Contains("read it in parts", Assert.Throws<SlideException>(() => slide.ReadRegion(0, 0, 0, 60000, 60000)).Message, StringComparison.Ordinal);
            Assert.Contains("\"label\"", Assert.Throws<SlideException>(() => slide.ReadAssociatedImage("label")).Message, StringComparison.Ordinal);
            slide.Dispose();
            Assert.Throws<ObjectDisposedException>(() => slide.ReadRegion(0, 0, 0, 5, 5));
        });
    }

    [Fact]
    public void A_slide_cut_short_ends_in_the_typed_exception()
    {
        RequireOpenSlide();
        byte[] whole = File.ReadAllBytes(Assets.Require("images", "libvips", "CMU-1-Small-Region.svs"));
        using TemporaryFile path = new(".svs");
        // Zeros in the tiles: the directories behind them stay.
        whole.AsSpan(2000, 400000).Clear();
        File.WriteAllBytes(path, whole);
        using WholeSlide slide = WholeSlide.Open(path);
        Assert.Contains(path, Assert.Throws<SlideException>(() => slide.ReadRegion(0, 0, 0, 500, 500)).Message, StringComparison.Ordinal);
    }

    private static byte[] Region(WholeSlide slide, int i) => slide.ReadRegion(0, i * 100, i * 150, 120, 90).AsSpan<byte>().ToArray();

    private static void WithPyramid(Action<WholeSlide> test)
    {
        using TemporaryFile path = new(".tif");
        PyramidTiff.Write(path, [(512, 256), (256, 128), (128, 64)], (level, x, y) => ((byte)level, (byte)(x & 255), (byte)y));
        using WholeSlide slide = WholeSlide.Open(path);
        test(slide);
    }

    private static void RequireOpenSlide()
    {
        if (OpenSlideLibrary.Fault is string fault)
        {
            Assert.Skip(fault);
        }
    }

    private static IEnumerable<JsonProperty> Golden()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Golden", "slides", "slides.json")));
        return [.. document.RootElement.Clone().EnumerateObject()];
    }

    private static void Compare(JsonElement expected, Image image)
    {
        Assert.Equal((expected.GetProperty("size")[0].GetInt32(), expected.GetProperty("size")[1].GetInt32()), (image.Width, image.Height));
        View<byte> view = image.View<byte>();
        for (int channel = 0; channel < 4; channel++)
        {
            Image plane = image.Channel(channel).ConvertTo(PixelType.Float64);
            double sum = 0;
            foreach (double value in plane.AsSpan<double>())
            {
                sum += value;
            }

            Assert.Equal(expected.GetProperty("sums")[channel].GetDouble(), sum, 0.1 * image.Width * image.Height);
        }

        foreach (JsonElement pixel in expected.GetProperty("pixels").EnumerateArray())
        {
            for (int channel = 0; channel < 4; channel++)
            {
                Assert.InRange(view[channel, pixel[0].GetInt32(), pixel[1].GetInt32()] - pixel[2 + channel].GetInt32(), -Tolerance, Tolerance);
            }
        }
    }
}
