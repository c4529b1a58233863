using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>ImageSharp in place of the native library, where the build has it.</summary>
public sealed class NativeImageSharpTests
{
    [Fact]
    public void Without_the_switch_the_sentence_names_it()
    {
        if (ImageSharpCodec.IsBuiltIn)
        {
            Assert.Skip("This build has ImageSharp.");
        }

        ImageSource source = new("a.webp", "RIFF....WEBP"u8.ToArray());
        Assert.False(new ImageSharpCodec().Recognizes(source.Data.Span));
        Assert.Contains("-p:ImageSharp=true", Assert.Throws<ImageFileException>(() => new ImageSharpCodec().Read(source, new ImageReadOptions())).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ImageFile.Codecs, codec => codec is ImageSharpCodec);
    }

    [Theory]
    [InlineData("synthetic/images", "sy_lossless.webp", "sha256_le")]
    [InlineData("images", "image-webp/images/gallery2/1_webp_ll.webp", "pil")]
    [InlineData("images", "image-webp/images/gallery2/2_webp_ll.webp", "pil")]
    [InlineData("images", "pillow/16bit.cropped.tif", "pil")]
    [InlineData("images", "pillow/hopper.tif", "pil")]
    public void Lossless_files_equal_the_references(string folder, string name, string key)
    {
        Require();
        string root = Assets.Require(folder.Split('/'));
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "references.json")));
        JsonElement expected = references.RootElement.GetProperty(name);
        expected = key == "pil" ? expected.GetProperty(key).GetProperty("sha256_le") : expected.GetProperty(key);
        Image image = Read(Path.Combine(root, name));
        Assert.True(image.ChannelCount == ImageFile.Read(Path.Combine(root, name)).ChannelCount);
        byte[] bytes = image.PixelType == PixelType.UInt16 ? [.. image.AsSpan<ushort>().ToArray().SelectMany(BitConverter.GetBytes)] : image.AsSpan<byte>().ToArray();
        Assert.Equal(expected.GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Lossy_files_are_near_the_references()
    {
        Require();
        string root = Assets.Require("images");
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "references.json")));
        foreach (string name in new[] { "pillow/hopper.jpg", "pillow/hopper_gray.jpg", "pillow/hopper.webp" })
        {
            JsonElement expected = references.RootElement.GetProperty(name).GetProperty("pil");
            Image image = Read(Path.Combine(root, name));
            Assert.Equal(expected.GetProperty("shape").GetArrayLength() == 2 ? 1 : expected.GetProperty("shape")[2].GetInt32(), image.ChannelCount);
            Assert.Equal(expected.GetProperty("mean").GetDouble(), image.AsSpan<byte>().ToArray().Average(value => value), 0.5);
        }
    }

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        Require();
        byte[][] files = [File.ReadAllBytes(Assets.Require("synthetic", "images", "sy_lossless.webp")), File.ReadAllBytes(Assets.Require("images", "pillow", "hopper.jpg"))];
        ImageReadOptions options = new(1 << 24);
        Mutations.Run<ImageFileException>(400, files, file => new ImageSharpCodec().Read(new ImageSource("mutation", file), options));
    }

    private static void Require()
    {
        if (!ImageSharpCodec.IsBuiltIn)
        {
            Assert.Skip("This build has no ImageSharp: build with -p:ImageSharp=true from a feed that carries it.");
        }
    }

    private static Image Read(string path) => new ImageSharpCodec().Read(new ImageSource(path, File.ReadAllBytes(path)), new ImageReadOptions());
}
