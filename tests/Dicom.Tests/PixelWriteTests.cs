using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Compressed pixel data that are written, and how frames are found in fragments.</summary>
public sealed class PixelWriteTests
{
    private const string J2kLossy = "1.2.840.10008.1.2.4.91";
    private const string NearLossless = "1.2.840.10008.1.2.4.81";

    [Theory]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.5")]
    [InlineData("1.2.840.10008.1.2.4.57")]
    [InlineData("1.2.840.10008.1.2.4.70")]
    [InlineData("1.2.840.10008.1.2.4.80")]
    [InlineData("1.2.840.10008.1.2.4.90")]
    public void Files_of_every_kind_keep_their_values_when_compressed_without_loss(string uid)
    {
        NativeNeed.Require(uid);
        List<string> failures = [];
        int written = 0;
        foreach (string kind in new[] { "u8", "u12", "u16", "s16", "s12in16", "rgb", "rgbplanar", "mf", "palette", "mono1" })
        {
            using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", $"sy_{kind}_exle.dcm"));
            using DicomFile result = RoundTrip(DicomTranscoder.Convert(file, DicomTransferSyntax.Of(uid), new DicomEncodeOptions { Predictor = 6 }));
            DicomPixels expected = DicomPixels.Of(file);
            DicomPixels actual = DicomPixels.Of(result);
            Assert.Equal(uid, result.TransferSyntax.Uid);
            Assert.Equal(expected.Photometric, actual.Photometric);
            Assert.Equal(file.DataSet.GetString(DicomTags.SOPInstanceUID), result.DataSet.GetString(DicomTags.SOPInstanceUID));
            Assert.False(result.DataSet.Contains(new DicomTag(0x0028, 0x2110)));
            for (int frame = 0; frame < expected.Format.Frames; frame++)
            {
                if (!expected.ReadFrame<int>(frame).SequenceEqual(actual.ReadFrame<int>(frame)))
                {
                    failures.Add($"{kind} frame {frame} as {uid}: other values");
                }
            }

            if (actual.Format.Frames > 1 && result.DataSet[DicomTags.PixelData].Fragments is { } fragments)
            {
                Assert.Equal(actual.Format.Frames, fragments.ReadOffsets().Length);
            }

            written++;
        }

        Corpus.Report(failures);
        Assert.Equal(10, written);
    }

    [Fact]
    public void Compressed_files_become_native_and_each_other()
    {
        using DicomFile source = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_mf_jpll.dcm"));
        int[] expected = DicomPixels.Of(source).ReadFrame<int>(2);
        foreach (DicomTransferSyntax syntax in new[] { DicomTransferSyntax.ImplicitLittleEndian, DicomTransferSyntax.ExplicitBigEndian, DicomTransferSyntax.DeflatedExplicitLittleEndian, DicomTransferSyntax.RleLossless })
        {
            using DicomFile result = RoundTrip(DicomTranscoder.Convert(source, syntax));
            Assert.Equal(expected, DicomPixels.Of(result).ReadFrame<int>(2));
        }
    }

    [Fact]
    public void Lossy_compression_is_stated_and_near_the_original()
    {
        NativeNeed.Require(NearLossless, J2kLossy);
        using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_u8_exle.dcm"));
        byte[] original = DicomPixels.Of(file).ReadFrame<byte>(0);
        foreach ((string uid, string method, int most) in new[] { (NearLossless, "ISO_14495_1", 3), (J2kLossy, "ISO_15444_1", 40) })
        {
            using DicomFile result = RoundTrip(DicomTranscoder.Convert(file, DicomTransferSyntax.Of(uid), new DicomEncodeOptions { NearLosslessError = 3, CompressionRatio = 4 }));
            byte[] values = DicomPixels.Of(result).ReadFrame<byte>(0);
            int difference = values.Zip(original, (left, right) => Math.Abs(left - right)).Max();
            Assert.InRange(difference, 1, most);
            Assert.Equal("01", result.DataSet.GetString(new DicomTag(0x0028, 0x2110)));
            Assert.Equal(method, result.DataSet.GetString(new DicomTag(0x0028, 0x2114)));
            Assert.InRange(result.DataSet.GetDouble(new DicomTag(0x0028, 0x2112), 0), 1.2, 5);
            Assert.Equal("DERIVED", result.DataSet.GetString(DicomTags.ImageType));
            Assert.NotEqual(file.DataSet.GetString(DicomTags.SOPInstanceUID), result.DataSet.GetString(DicomTags.SOPInstanceUID));
        }

        using DicomFile signed = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_s16_exle.dcm"));
        Assert.Contains("signed", Assert.Throws<DicomException>(() => DicomTranscoder.Convert(signed, DicomTransferSyntax.Of(NearLossless))).Message, StringComparison.Ordinal);
        using DicomFile palette = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_palette_exle.dcm"));
        Assert.Equal(DicomTags.PhotometricInterpretation, Assert.Throws<DicomException>(() => DicomTranscoder.Convert(palette, DicomTransferSyntax.Of(J2kLossy))).Tag);
        Assert.Contains("read and not written", Assert.Throws<DicomException>(() => DicomTranscoder.Convert(file, DicomTransferSyntax.Of("1.2.840.10008.1.2.4.50"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_jpeg_lost_is_stated_when_decoded()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_rgb_lossy_eb_q90_s2.dcm"));
        file.DataSet.Remove(new DicomTag(0x0028, 0x2110));
        using DicomFile result = RoundTrip(DicomTranscoder.Convert(file, DicomTransferSyntax.ExplicitLittleEndian));
        Assert.Equal("01", result.DataSet.GetString(new DicomTag(0x0028, 0x2110)));
        Assert.Equal("YBR_FULL", result.DataSet.GetString(DicomTags.PhotometricInterpretation));
        Assert.Equal(DicomPixels.Of(file).ReadFrame<byte>(0), DicomPixels.Of(result).ReadFrame<byte>(0));
    }

    [Theory]
    [InlineData("j2kr")]
    [InlineData("jpll")]
    public void Frames_of_streams_are_found_without_any_table(string kind)
    {
        using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", $"sy_mf_{kind}.dcm"));
        NativeNeed.Require(file.TransferSyntax.Uid);
        int[] expected = DicomPixels.Of(file).ReadFrame<int>(1);
        DicomBytes[] halves = [.. file.DataSet[DicomTags.PixelData].Fragments!.Fragments.Select(fragment => fragment.ToArray())
            .SelectMany(frame => new[] { new DicomBytes(frame[..200]), new DicomBytes(frame[200..]) })];
        file.DataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), halves)));
        Assert.Equal(expected, DicomPixels.Of(file).ReadFrame<int>(1));
        file.DataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), halves[1..])));
        Assert.Contains("cannot be told apart", Assert.Throws<DicomException>(() => DicomPixels.Of(file)).Message, StringComparison.Ordinal);
        file.DataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), halves[..1])));
        Assert.Contains("in 1 fragments", Assert.Throws<DicomException>(() => DicomPixels.Of(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extended_offset_tables_name_frames_and_their_length()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_mf_rle.dcm"));
        int[] expected = DicomPixels.Of(file).ReadFrame<int>(3);
        List<DicomBytes> halves = [];
        List<byte> offsets = [];
        List<byte> lengths = [];
        long offset = 0;
        foreach (byte[] frame in file.DataSet[DicomTags.PixelData].Fragments!.Fragments.Select(fragment => fragment.ToArray()))
        {
            halves.AddRange([new DicomBytes(frame[..100]), new DicomBytes([.. frame[100..], 0, 0])]);
            offsets.AddRange(BitConverter.GetBytes(offset));
            lengths.AddRange(BitConverter.GetBytes((long)frame.Length));
            offset += 18 + frame.Length;
        }

        file.DataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), halves)));
        file.DataSet.Set(new DicomElement(DicomTags.ExtendedOffsetTable, DicomVr.OV, new DicomBytes([.. offsets])));
        file.DataSet.Set(new DicomElement(DicomTags.ExtendedOffsetTableLengths, DicomVr.OV, new DicomBytes([.. lengths])));
        DicomPixels pixels = DicomPixels.Of(file);
        Assert.Equal(expected, pixels.ReadFrame<int>(3));
        Assert.Equal(BitConverter.ToInt64([.. lengths], 24), pixels.ReadCompressed(3)!.Length);
        Assert.Null(DicomPixels.Of(new DicomFile(PixelLayoutTests.Gray(8, 1, 1, [1, 0]))).ReadCompressed(0));
    }

    [Fact]
    public void An_extended_offset_table_is_written_on_request()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_mf_exle.dcm"));
        using DicomFile result = RoundTrip(DicomTranscoder.Convert(file, DicomTransferSyntax.RleLossless, new DicomEncodeOptions { ExtendedOffsetTable = true }));
        int frames = DicomPixels.Of(file).Format.Frames;
        Assert.Equal(0, result.DataSet[DicomTags.PixelData].Fragments!.OffsetTable.Length);
        long[] offsets = result.DataSet[DicomTags.ExtendedOffsetTable].GetIntegers();
        long[] lengths = result.DataSet[DicomTags.ExtendedOffsetTableLengths].GetIntegers();
        Assert.Equal((frames, frames), (offsets.Length, lengths.Length));
        Assert.All(Enumerable.Range(1, frames - 1), i => Assert.Equal(offsets[i - 1] + lengths[i - 1] + (lengths[i - 1] & 1) + 8, offsets[i]));
        Assert.Equal(DicomPixels.Of(file).ReadFrame<int>(frames - 1), DicomPixels.Of(result).ReadFrame<int>(frames - 1));
        using DicomFile basic = RoundTrip(DicomTranscoder.Convert(result, DicomTransferSyntax.Of("1.2.840.10008.1.2.4.70")));
        Assert.False(basic.DataSet.Contains(DicomTags.ExtendedOffsetTable));
    }

    [Fact]
    public void Overlays_in_unused_bits_and_file_meta_information_outlive_compression()
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(16, 3, 3, [1, 0x10, 2, 0, 3, 0, 4, 0x10, 5, 0, 6, 0, 7, 0x10, 8, 0, 9, 0x10]);
        dataSet.Set(DicomTags.BitsStored, 12);
        dataSet.Set(DicomTags.HighBit, 11);
        foreach ((ushort element, double value) in (ReadOnlySpan<(ushort, double)>)[(0x0010, 3), (0x0011, 3), (0x0100, 16), (0x0102, 12)])
        {
            dataSet.Set(new DicomTag(0x6000, element), DicomVr.US, value);
        }

        DicomFile file = new(dataSet);
        file.Meta.Set("SourceApplicationEntityTitle", "SCANNER");
        bool[] marks = DicomOverlay.Of(file)[0].ReadMask().AsSpan<bool>().ToArray();
        using DicomFile result = RoundTrip(DicomTranscoder.Convert(file, DicomTransferSyntax.RleLossless));
        DicomOverlay overlay = Assert.Single(DicomOverlay.Of(result));
        Assert.False(overlay.IsEmbedded);
        Assert.Equal(marks, overlay.ReadMask().AsSpan<bool>().ToArray());
        Assert.Equal([true, false, false, true, false, false, true, false, true], marks);
        Assert.Equal("SCANNER", result.Meta.GetString("SourceApplicationEntityTitle"));
        Assert.Equal(DicomTransferSyntax.RleLossless.Uid, result.Meta.GetString(DicomTags.TransferSyntaxUID));
        Assert.Equal(Enumerable.Range(1, 9), DicomPixels.Of(result).ReadFrame<int>(0));
    }

    [Fact]
    public void Damaged_pixel_data_end_in_typed_exceptions()
    {
        string folder = Assets.Require("synthetic", "dicom");
        List<byte[]> seeds = [.. new[] { "u8_rle", "u8_jpll", "u8_jls", "u8_j2kr", "u8_lossy_eb_q90", "u12_lossy_ee_q95", "rgb_jls", "bit1_exle", "rgbplanar_exle", "palette_exle" }
            .Select(name => File.ReadAllBytes(Path.Combine(folder, $"sy_{name}.dcm")))];
        Mutations.Run<DicomException>(1500, seeds, bytes =>
        {
            using DicomFile file = DicomFile.Open(new MemoryStream(bytes));
            DicomPixels pixels = DicomPixels.Of(file);
            _ = pixels.ReadModality(0);
            _ = pixels.ReadImage(0);
            _ = pixels.Photometric.StartsWith("MONO", StringComparison.Ordinal) ? pixels.ReadDisplay(0) : pixels.ReadRgb(0);
        });
    }

    private static DicomFile RoundTrip(DicomFile file)
    {
        using MemoryStream stream = new();
        file.Save(stream);
        stream.Position = 0;
        return DicomFile.Open(stream);
    }
}
