using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Writes files for <c>tests/Golden/images/check_written.py</c>, which reads them with Pillow and tifffile.</summary>
public sealed class RasterForeignReaderTests
{
    [Fact]
    public void Files_for_other_readers_are_written()
    {
        string? folder = Environment.GetEnvironmentVariable("DEEPHEALTH_WRITE");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Skip("DEEPHEALTH_WRITE names no folder for the files that check_written.py compares.");
        }

        Directory.CreateDirectory(folder);
        int count = 0;
        foreach ((string name, Image image, ImageWriteOptions options) in Files())
        {
            ImageFile.Write(Path.Combine(folder, name), image, options);
            Image samples = image.PixelType == PixelType.Bool ? image.ConvertTo(PixelType.UInt8) : image.Copy();
            string kind = samples.PixelType.ToString().ToLowerInvariant();
            string text = $"{kind} {image.Depth} {image.Height} {image.Width} {image.ChannelCount}\n";
            File.WriteAllBytes(Path.Combine(folder, name + ".expected"), [.. System.Text.Encoding.ASCII.GetBytes(text), .. Bytes(samples)]);
            count++;
        }

        Assert.InRange(count, 150, 400);
    }

    private static IEnumerable<(string Name, Image Image, ImageWriteOptions Options)> Files()
    {
        foreach (PixelType type in Enum.GetValues<PixelType>())
        {
            foreach (ColorType color in new[] { ColorType.Gray, ColorType.Rgb, ColorType.Rgba, ColorType.Cmyk })
            {
                if (type == PixelType.Bool && color != ColorType.Gray)
                {
                    continue;
                }

                foreach (TiffCompression compression in Enum.GetValues<TiffCompression>())
                {
                    Image image = Noise(type, color, color == ColorType.Gray ? 3 : 1);
                    yield return ($"{type}_{color}_{compression}_strips.tif", image, new TiffWriteOptions(compression));
                    yield return ($"{type}_{color}_{compression}_tiles_big.tif", image, new TiffWriteOptions(compression, false, 32, true));
                }
            }
        }

        foreach (bool interlaced in new[] { false, true })
        {
            string end = interlaced ? "_passes.png" : ".png";
            foreach (ColorType color in new[] { ColorType.Gray, ColorType.GrayAlpha, ColorType.Rgb, ColorType.Rgba })
            {
                yield return ($"UInt8_{color}{end}", Noise(PixelType.UInt8, color, 1), new PngWriteOptions(Interlaced: interlaced));
            }

            yield return ($"UInt16_Gray{end}", Noise(PixelType.UInt16, ColorType.Gray, 1), new PngWriteOptions(Interlaced: interlaced));
            yield return ($"Bool_Gray{end}", Noise(PixelType.Bool, ColorType.Gray, 1), new PngWriteOptions(Interlaced: interlaced));
            foreach (int bits in new[] { 1, 2, 4 })
            {
                int scale = 255 / ((1 << bits) - 1);
                Image levels = (Noise(PixelType.UInt8, ColorType.Gray, 1) / (256 >> bits) - 0.5) * scale;
                yield return ($"UInt8_Gray_{bits}bits{end}", levels, new PngWriteOptions(BitDepth: bits, Interlaced: interlaced));
            }

            Image few = (Noise(PixelType.UInt8, ColorType.Rgb, 1) / 128) * 100;
            yield return ($"UInt8_Rgb_palette{end}", few, new PngWriteOptions(Palette: true, Interlaced: interlaced));
        }

        yield return ("UInt8_Gray.bmp", Noise(PixelType.UInt8, ColorType.Gray, 1), new BmpWriteOptions());
        yield return ("UInt8_Rgb.bmp", Noise(PixelType.UInt8, ColorType.Rgb, 1), new BmpWriteOptions());
        yield return ("Bool_Gray.bmp", Noise(PixelType.Bool, ColorType.Gray, 1), new BmpWriteOptions());
        foreach (bool text in new[] { false, true })
        {
            yield return ($"UInt8_Gray_{text}.pgm", Noise(PixelType.UInt8, ColorType.Gray, 1), new PnmWriteOptions(text));
            yield return ($"UInt8_Rgb_{text}.ppm", Noise(PixelType.UInt8, ColorType.Rgb, 1), new PnmWriteOptions(text));
            yield return ($"UInt16_Gray_{text}.pgm", Noise(PixelType.UInt16, ColorType.Gray, 1), new PnmWriteOptions(text));
            yield return ($"Bool_Gray_{text}.pbm", Noise(PixelType.Bool, ColorType.Gray, 1), new PnmWriteOptions(text));
        }
    }

    // Smooth enough that predictors and runs have work, with noise on top.
    private static Image Noise(PixelType type, ColorType color, int pages)
    {
        Image noise = new("cxyz", [color.ChannelCount(), 45, 38, pages], PixelType.Float64, color);
        Random random = new(7);
        Span<double> samples = noise.AsSpan<double>();
        double most = type.IsFloat() ? 1 : type == PixelType.Bool ? 1 : Math.Pow(2, 8 * type.ByteCount()) - 1;
        double least = type is PixelType.Int8 or PixelType.Int16 or PixelType.Int32 or PixelType.Int64 ? -most / 2 : 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double part = type == PixelType.Bool ? random.Next(2) : Math.Clamp(((i / 60 % 40) + random.NextDouble()) / 41, 0, 1);
            samples[i] = least + (part * most);
        }

        Image image = noise.ConvertTo(type);
        return pages == 1 ? image.Rearrange("cxy").WithColor(color) : image;
    }

    private static unsafe byte[] Bytes(Image image)
    {
        byte[] bytes = new ReadOnlySpan<byte>((void*)image.Address, (int)(image.SampleCount * image.PixelType.ByteCount())).ToArray();
        GC.KeepAlive(image);
        return bytes;
    }
}
