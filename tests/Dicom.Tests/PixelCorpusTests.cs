using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Pixels of every file of the corpora against what other decoders made of them.</summary>
public sealed class PixelCorpusTests
{
    // Files with pixel data that no frame is read of, with a part of the reason.
    private static readonly Dictionary<string, string> s_refused = new()
    {
        // Its size is overwritten with the bytes of a delimiter.
        ["pydicom/test_files/JPEG2000-embedded-sequence-delimiter.dcm"] = "the grid of 3722445056 x 1024 points is too large",
        ["pydicom/test_files/badVR.dcm"] = "(0028,0008) NumberOfFrames IS has the value \"1A\"",
        ["pydicom/test_files/meta_missing_tsyntax.dcm"] = "(0028,0100) BitsAllocated is missing",
        ["pydicom/test_files/nested_priv_SQ.dcm"] = "(0028,0100) BitsAllocated is missing",
    };

    [Fact]
    public void Frames_of_every_file_equal_the_references()
    {
        List<string> failures = [];
        Dictionary<string, string> refused = [];
        int exact = 0;
        int close = 0;
        List<string> missing = [];
        foreach ((string path, string name, JsonElement reference) in Corpus.Readable())
        {
            if (!reference.TryGetProperty("pixel_element", out JsonElement element) || element.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            try
            {
                using DicomFile file = DicomFile.Open(path);
                if (NativeNeed.Missing(file.TransferSyntax.Uid) is { } need)
                {
                    missing.Add($"{name}: {need}");
                    Assert.Contains(need, Assert.Throws<DicomException>(() => Stored(DicomPixels.Of(file))).Message, StringComparison.Ordinal);
                    continue;
                }

                DicomPixels pixels = DicomPixels.Of(file);
                byte[] stored = Stored(pixels);
                if (!reference.TryGetProperty("expected_stored", out JsonElement expected) || expected.GetProperty("status").GetString() != "consensus")
                {
                    continue;
                }

                if (reference.TryGetProperty("expected_npz", out JsonElement npz))
                {
                    close++;
                    using ZipArchive archive = ZipFile.OpenRead(Assets.Require("dicom", npz.GetString()!));
                    Compare(name, stored, Npy(archive.GetEntry("stored.npy")!.Open()), Width(pixels), IsSubsampled(reference), failures);
                    if (archive.GetEntry("rgb.npy") is { } rgb)
                    {
                        Image image = pixels.ReadRgb(0);
                        Compare(name + " as RGB", image.AsSpan<byte>().ToArray(), Npy(rgb.Open()), 1, IsSubsampled(reference), failures);
                    }
                }
                else if (!Convert.ToHexStringLower(SHA256.HashData(stored)).Equals(expected.GetProperty("sha256_le").GetString(), StringComparison.Ordinal))
                {
                    failures.Add($"{name}: other values than {expected.GetProperty("dtype")} {expected.GetProperty("first8")} of {pixels.Format}");
                }
                else
                {
                    exact++;
                }
            }
            catch (DicomException error)
            {
                refused.Add(name, error.Message);
                if (!s_refused.TryGetValue(name, out string? reason) || !error.Message.Contains(reason, StringComparison.Ordinal))
                {
                    failures.Add($"{name}: {error.Message}");
                }
            }
        }

        foreach ((string name, string reason) in refused)
        {
            TestContext.Current.SendDiagnosticMessage($"refused {name}: {reason}");
        }

        Corpus.Report(failures);
        SkipWhere(missing);
        Assert.Equal(s_refused.Keys.Order(), refused.Keys.Order());
        Assert.True(exact >= 160 && close >= 25, $"{exact} exact, {close} close");
    }

    [Fact]
    public void Frames_of_every_synthetic_file_equal_the_truth()
    {
        string folder = Assets.Require("synthetic", "dicom");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "references.json")));
        List<string> failures = [];
        List<string> missing = [];
        foreach (JsonProperty file in document.RootElement.EnumerateObject())
        {
            if (file.Value.TryGetProperty("expect", out _))
            {
                DicomException error = Assert.Throws<DicomException>(() => Stored(Path.Combine(folder, file.Name)));
                Assert.True(error.SourceName is not null && (error.Tag is not null || error.Offset >= 0), error.Message);
                continue;
            }

            try
            {
                using DicomFile header = DicomFile.Open(Path.Combine(folder, file.Name));
                if (NativeNeed.Missing(header.TransferSyntax.Uid) is { } need)
                {
                    missing.Add($"{file.Name}: {need}");
                    continue;
                }

                byte[] stored = Stored(Path.Combine(folder, file.Name));
                if (file.Value.TryGetProperty("expected_npy", out JsonElement npy))
                {
                    bool isRgb = file.Name.Contains("rgb", StringComparison.Ordinal);
                    int width = 1;
                    if (isRgb || file.Name.Contains("u12", StringComparison.Ordinal))
                    {
                        using DicomFile opened = DicomFile.Open(Path.Combine(folder, file.Name));
                        width = isRgb ? 1 : 2;
                        stored = isRgb ? DicomPixels.Of(opened).ReadRgb(0).AsSpan<byte>().ToArray() : stored;
                    }

                    Compare(file.Name, stored, Npy(File.OpenRead(Path.Combine(folder, npy.GetString()!))), width, isRgb, failures);
                    continue;
                }

                string digest = file.Value.GetProperty(file.Value.TryGetProperty("truth_sha256_le", out _) ? "truth_sha256_le" : "expected_sha256_le").GetString()!;
                if (Convert.ToHexStringLower(SHA256.HashData(stored)) != digest)
                {
                    failures.Add($"{file.Name}: other values");
                }
            }
            catch (DicomException error)
            {
                failures.Add($"{file.Name}: {error.Message}");
            }
        }

        Corpus.Report(failures);
        SkipWhere(missing);
    }

    // All other files were compared.
    private static void SkipWhere(List<string> missing)
    {
        if (missing.Count > 0)
        {
            Assert.Skip($"{missing.Count} files were left out:\n{string.Join('\n', missing)}");
        }
    }

    private static byte[] Stored(string path)
    {
        using DicomFile file = DicomFile.Open(path);
        return Stored(DicomPixels.Of(file));
    }

    // All frames in the smallest type.
    private static byte[] Stored(DicomPixels pixels)
    {
        using MemoryStream all = new();
        for (int frame = 0; frame < pixels.Format.Frames; frame++)
        {
            all.Write(pixels.Format.StoredType switch
            {
                PixelType.UInt8 => pixels.ReadFrame<byte>(frame),
                PixelType.Int8 => MemoryMarshal.AsBytes<sbyte>(pixels.ReadFrame<sbyte>(frame)),
                PixelType.UInt16 => MemoryMarshal.AsBytes<ushort>(pixels.ReadFrame<ushort>(frame)),
                PixelType.Int16 => MemoryMarshal.AsBytes<short>(pixels.ReadFrame<short>(frame)),
                PixelType.UInt32 => MemoryMarshal.AsBytes<uint>(pixels.ReadFrame<uint>(frame)),
                _ => MemoryMarshal.AsBytes<int>(pixels.ReadFrame<int>(frame)),
            });
        }

        return all.ToArray();
    }

    private static int Width(DicomPixels pixels) => pixels.Format.BitsStored <= 8 ? 1 : pixels.Format.BitsStored <= 16 ? 2 : 4;

    private static bool IsSubsampled(JsonElement reference)
        => reference.GetProperty("tags").TryGetProperty("SamplesPerPixel", out JsonElement samples) && samples.GetInt32() == 3;

    // Decoders round differently, and repeat halved chroma in different ways.
    private static void Compare(string name, byte[] stored, byte[] expected, int width, bool isSubsampled, List<string> failures)
    {
        if (stored.Length != expected.Length)
        {
            failures.Add($"{name}: {stored.Length} bytes, expected {expected.Length}");
            return;
        }

        int most = 0;
        double sum = 0;
        for (int i = 0; i < stored.Length; i += width)
        {
            int difference = Math.Abs(width == 1 ? stored[i] - expected[i] : BitConverter.ToInt16(stored, i) - BitConverter.ToInt16(expected, i));
            most = Math.Max(most, difference);
            sum += difference;
        }

        double mean = sum * width / stored.Length;
        if (isSubsampled ? mean > 2 : most > 2)
        {
            failures.Add($"{name}: differs by up to {most}, by {mean:0.###} on average");
        }
    }

    private static byte[] Npy(Stream stream)
    {
        using MemoryStream memory = new();
        using (stream)
        {
            stream.CopyTo(memory);
        }

        byte[] bytes = memory.ToArray();
        Assert.Equal("\u0093NUMPY", Encoding.Latin1.GetString(bytes, 0, 6));
        return bytes[(bytes[6] == 1 ? 10 + BitConverter.ToUInt16(bytes, 8) : 12 + BitConverter.ToInt32(bytes, 8))..];
    }
}
