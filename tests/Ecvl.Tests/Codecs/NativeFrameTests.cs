using System.Security.Cryptography;
using System.Text.Json;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>JPEG-LS and JPEG 2000 frames of the DICOM files of the corpus decode to what DCMTK, GDCM and pydicom agree on.</summary>
public sealed class NativeFrameTests
{
    // SIZ is overwritten by a sequence delimiter; the reference read it into memory that was never set.
    private const string Broken = "pydicom/test_files/JPEG2000-embedded-sequence-delimiter.dcm";

    [Theory]
    [InlineData("dicom", "1.2.840.10008.1.2.4.80", 4)]
    [InlineData("dicom", "1.2.840.10008.1.2.4.81", 6)]
    [InlineData("dicom", "1.2.840.10008.1.2.4.90", 6)]
    [InlineData("dicom", "1.2.840.10008.1.2.4.91", 6)]
    public void Frames_equal_the_references(string folder, string syntax, int least)
    {
        NativeSupport.Require(NativeCodec.JpegLs);
        NativeSupport.Require(NativeCodec.Jpeg2000);
        string root = Assets.Require(folder);
        using JsonDocument references = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "references.json")));
        int equal = 0;
        foreach (JsonProperty entry in references.RootElement.GetProperty("files").EnumerateObject())
        {
            if (!entry.Value.TryGetProperty("transfer_syntax", out JsonElement stated) || stated.GetString() != syntax || entry.Name == Broken
                || !entry.Value.TryGetProperty("expected_stored", out JsonElement expected) || !expected.TryGetProperty("sha256_le", out JsonElement hash))
            {
                continue;
            }

            byte[] frame = OnlyFrame(File.ReadAllBytes(Path.Combine(root, entry.Name)));
            CodedPixels pixels = syntax.EndsWith("80", StringComparison.Ordinal) || syntax.EndsWith("81", StringComparison.Ordinal)
                ? JpegLsCodec.Decode(frame, entry.Name, 1 << 26)
                : Jpeg2000Codec.Decode(frame, entry.Name, 1 << 26);
            Assert.True(hash.GetString() == Convert.ToHexStringLower(SHA256.HashData(pixels.Samples.Span)), entry.Name);
            equal++;
        }

        Assert.True(equal >= least, $"{equal} files");
    }

    [Fact]
    public void An_overwritten_header_is_refused()
    {
        NativeSupport.Require(NativeCodec.Jpeg2000);
        byte[] frame = OnlyFrame(File.ReadAllBytes(Assets.Require("dicom", "pydicom", "test_files", "JPEG2000-embedded-sequence-delimiter.dcm")));
        Assert.Contains("too large", Assert.Throws<ImageFileException>(() => Jpeg2000Codec.Decode(frame, "frame", 1 << 26)).Message, StringComparison.Ordinal);
    }

    // The fragments of Pixel Data without its offset table, DICOM PS3.5 A.4, for files of one frame.
    private static byte[] OnlyFrame(byte[] file)
    {
        int position = new[] { 'B', 'W' }.Max(kind => file.AsSpan().LastIndexOf(new byte[] { 0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)kind, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF })) + 12;
        List<byte> frame = [];
        bool isTable = true;
        while (BitConverter.ToUInt32(file, position) == 0xE000FFFE)
        {
            int length = BitConverter.ToInt32(file, position + 4);
            frame.AddRange(isTable ? [] : file.AsSpan(position + 8, length));
            position += 8 + length;
            isTable = false;
        }

        return [.. frame];
    }
}
