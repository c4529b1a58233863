using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>WebP through the native library.</summary>
public sealed class NativeWebPTests
{
    [Fact]
    public void A_lossless_file_equals_its_reference()
    {
        NativeSupport.Require(NativeCodec.WebP);
        string folder = Assets.Require("synthetic", "images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        JsonElement expected = references.RootElement.GetProperty("sy_lossless.webp");
        Image image = ImageFile.Read(Path.Combine(folder, "sy_lossless.webp"));
        Assert.Equal((45, 78, ColorType.Rgb), (image.Width, image.Height, image.Color));
        Assert.Equal(expected.GetProperty("sha256_le").GetString(), Convert.ToHexStringLower(SHA256.HashData(image.AsSpan<byte>())));
    }

    [Fact]
    public void Opacity_and_loss_come_as_libwebp_decodes_them()
    {
        NativeSupport.Require(NativeCodec.WebP);
        string folder = Assets.Require("images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        int seen = 0;
        foreach (JsonProperty entry in references.RootElement.EnumerateObject().Where(entry => entry.Name.EndsWith(".webp", StringComparison.Ordinal)))
        {
            Image image = ImageFile.Read(Path.Combine(folder, entry.Name));
            JsonElement expected = entry.Value.GetProperty("pil");
            Assert.Equal(expected.GetProperty("shape")[2].GetInt32(), image.ChannelCount);
            Assert.Equal(expected.GetProperty("sha256_le").GetString(), Convert.ToHexStringLower(SHA256.HashData(image.AsSpan<byte>())));
            seen++;
        }

        Assert.True(seen >= 10, $"{seen} files");
    }

    [Fact]
    public void The_first_frame_of_an_animation_lies_on_its_canvas()
    {
        NativeSupport.Require(NativeCodec.WebP);
        byte[] still = File.ReadAllBytes(Assets.Require("synthetic", "images", "sy_lossless.webp"));
        Image plain = ImageFile.Read(still);

        // The canvas is 50 x 90 with opacity, the frame begins at 4, 6; RFC 9649, 2.7.
        byte[] file = Animation(still.AsSpan(12).ToArray(), 50, 90, 2, 3, plain.Width, plain.Height);
        Image image = ImageFile.Read(file);
        Assert.Equal((50, 90, ColorType.Rgba), (image.Width, image.Height, image.Color));
        Image frame = image.Crop('x', 4..(4 + plain.Width)).Crop('y', 6..(6 + plain.Height)).Crop('c', 0..3).Copy();
        Assert.Equal(plain.AsSpan<byte>().ToArray(), frame.AsSpan<byte>().ToArray());
        Assert.Equal(0, image.View<byte>()[3, 0, 0]);
        Assert.Equal(255, image.View<byte>()[3, 4, 6]);
        Assert.Throws<ImageFileException>(() => ImageFile.Read(Animation(still.AsSpan(12).ToArray(), 20, 20, 2, 3, plain.Width, plain.Height)));
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        NativeSupport.Require(NativeCodec.WebP);
        byte[] still = File.ReadAllBytes(Assets.Require("synthetic", "images", "sy_lossless.webp"));
        byte[][] files = [still, Animation(still.AsSpan(12).ToArray(), 50, 90, 2, 3, 45, 78), File.ReadAllBytes(Assets.Require("images", "pillow", "hopper.webp"))];
        ImageReadOptions options = new(1 << 24);
        Mutations.Run<ImageFileException>(2000, files, file => ImageFile.Read(file, options));
    }

    private static byte[] Animation(byte[] bitstream, int width, int height, int left, int top, int frameWidth, int frameHeight)
    {
        byte[] extended = [0x12, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)];
        byte[] frame = [.. Three(left), .. Three(top), .. Three(frameWidth - 1), .. Three(frameHeight - 1), 100, 0, 0, 0, .. bitstream];
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", extended), .. Chunk("ANIM", [0, 0, 0, 0, 0, 0]), .. Chunk("ANMF", frame)];
        return Chunk("RIFF", body);
    }

    private static byte[] Three(int value) => BitConverter.GetBytes(value)[..3];

    private static byte[] Chunk(string name, byte[] content)
        => [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length & 1]];
}
