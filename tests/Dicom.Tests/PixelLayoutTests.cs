using System.Runtime.InteropServices;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Layouts of pixel data that the corpora lack, each against values worked out by hand.</summary>
public sealed class PixelLayoutTests
{
    [Fact]
    public void Values_of_twelve_bits_without_gaps_are_unpacked()
    {
        // 0x123, 0xABC, 0xFFF, 0x801 from the lowest bit on; a frame of three starts and ends within a byte.
        DicomDataSet dataSet = Gray(12, 3, 1, [0x23, 0xC1, 0xAB, 0xFF, 0x1F, 0x80, 0x34, 0x12, 0x00]);
        dataSet.Set(DicomTags.NumberOfFrames, 2);
        DicomPixels pixels = DicomPixels.Of(new DicomFile(dataSet));
        Assert.Equal([0x123, 0xABC, 0xFFF], pixels.ReadFrame<int>(0));
        Assert.Equal([0x801, 0x234, 0x001], pixels.ReadFrame<ushort>(1));
    }

    [Theory]
    [InlineData("2A", 2)]
    [InlineData("1.0", 1)]
    [InlineData("3 frames", 3)]
    public void A_number_of_frames_counts_as_far_as_its_digits_go(string text, int frames)
    {
        DicomDataSet dataSet = Gray(8, 2, 1, [1, 2, 3, 4, 5, 6]);
        dataSet.Set(DicomTags.NumberOfFrames, text);
        Assert.Equal(frames, DicomPixels.Of(new DicomFile(dataSet)).Format.Frames);
        Assert.Equal(text == "1.0", Record.Exception(() => dataSet.GetInt32(DicomTags.NumberOfFrames)) is null);
    }

    [Theory]
    [InlineData("A1")]
    [InlineData("-1")]
    [InlineData("0x")]
    [InlineData("99999999999")]
    public void A_number_of_frames_without_digits_or_too_large_is_refused(string text)
    {
        DicomDataSet dataSet = Gray(8, 2, 1, [1, 2, 3, 4, 5, 6]);
        dataSet.Set(DicomTags.NumberOfFrames, text);
        Assert.Equal(DicomTags.NumberOfFrames, Assert.Throws<DicomException>(() => DicomPixels.Of(new DicomFile(dataSet))).Tag);
    }

    [Theory]
    [InlineData(10, 13, 0, 0x3FF)]
    [InlineData(10, 13, 1, -1)]
    [InlineData(16, 15, 1, -1)]
    [InlineData(3, 15, 0, 7)]
    public void Bits_beside_the_stored_ones_are_cut_off(int stored, int high, int sign, int expected)
    {
        DicomDataSet dataSet = Gray(16, 5, 5, [.. Enumerable.Repeat((byte)0xFF, 50)]);
        dataSet.Set(DicomTags.BitsStored, stored);
        dataSet.Set(DicomTags.HighBit, high);
        dataSet.Set(DicomTags.PixelRepresentation, sign);
        DicomPixels pixels = DicomPixels.Of(new DicomFile(dataSet));
        Assert.All(pixels.ReadFrame<int>(0), value => Assert.Equal(expected, value));
        Assert.All(sign == 1 ? pixels.ReadFrame<short>(0).Select(value => (int)value) : pixels.ReadFrame<ushort>(0).Select(value => (int)value), value => Assert.Equal(expected, value));
    }

    [Fact]
    public void Bits_of_the_first_frames_end_within_bytes()
    {
        DicomDataSet dataSet = Gray(1, 3, 1, [0b1011_0101, 0b0000_0001]);
        dataSet.Set(DicomTags.NumberOfFrames, 3);
        DicomPixels pixels = DicomPixels.Of(new DicomFile(dataSet));
        Assert.Equal([1, 0, 1], pixels.ReadFrame<byte>(0));
        Assert.Equal([0, 1, 1], pixels.ReadFrame<byte>(1));
        Assert.Equal([0, 1, 1], pixels.ReadFrame<byte>(2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Odd_frames_of_bytes_survive_big_endian_words(bool isLazy)
    {
        DicomDataSet dataSet = Gray(8, 3, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
        dataSet.Set(DicomTags.NumberOfFrames, 3);
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new DicomBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 0])));
        using MemoryStream stream = new();
        new DicomFile(dataSet).Save(stream, new DicomWriteOptions { TransferSyntax = DicomTransferSyntax.ExplicitBigEndian });
        stream.Position = 0;
        using DicomFile file = DicomFile.Open(stream, new DicomReadOptions { LazyAbove = isLazy ? 0 : 1000 });
        DicomPixels pixels = DicomPixels.Of(file);
        Assert.Equal([4, 5, 6], pixels.ReadFrame<byte>(1));
        Assert.Equal([7, 8, 9], pixels.ReadFrame<byte>(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void Cells_that_are_no_whole_bytes_are_not_run_length_compressed(int bits)
    {
        DicomDataSet dataSet = Gray(bits, 2, 1, null);
        byte[] frame = new byte[70];
        frame[0] = 1;
        frame[4] = 64;
        frame[64] = 255;
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), [new DicomBytes(frame)])));
        DicomException error = Assert.Throws<DicomException>(() => DicomPixels.Of(new DicomFile(dataSet, DicomTransferSyntax.RleLossless)).ReadFrame<ushort>(0));
        Assert.Contains($"of {bits} bits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Floating_point_pixels_keep_their_values()
    {
        DicomDataSet dataSet = Gray(32, 2, 1, null);
        dataSet.Set(DicomTags.FloatPixelData, 1.5, -1e30);
        dataSet.Set(DicomTags.RescaleSlope, 2);
        DicomPixels pixels = DicomPixels.Of(new DicomFile(dataSet));
        Assert.Equal(PixelType.Float32, pixels.Format.StoredType);
        Assert.Equal([1.5, (double)-1e30f], pixels.ReadFloatFrame(0));
        Assert.Equal([3f, -2e30f], pixels.ReadModality(0));
        Assert.Equal([1.5f, -1e30f], pixels.ReadImage(0).AsSpan<float>().ToArray());
        Assert.Throws<ArgumentException>(() => pixels.ReadFrame<long>(0));
        dataSet.Remove(DicomTags.FloatPixelData);
        dataSet.Set(DicomTags.DoubleFloatPixelData, Math.PI, double.Epsilon);
        DicomPixels doubles = DicomPixels.Of(new DicomFile(dataSet));
        Assert.Equal([Math.PI, double.Epsilon], doubles.ReadImage(0).AsSpan<double>().ToArray());
        Assert.Throws<DicomException>(() => DicomTranscoder.Convert(new DicomFile(dataSet), DicomTransferSyntax.RleLossless));
    }

    [Fact]
    public void Planes_of_words_are_interleaved()
    {
        DicomDataSet dataSet = Gray(16, 2, 1, MemoryMarshal.AsBytes<ushort>([1, 2, 300, 400, 50000, 60000]).ToArray());
        dataSet.Set(DicomTags.SamplesPerPixel, 3);
        dataSet.Set(DicomTags.PlanarConfiguration, 1);
        dataSet.Set(DicomTags.PhotometricInterpretation, "RGB");
        Image image = DicomPixels.Of(new DicomFile(dataSet)).ReadRgb(0);
        Assert.Equal(("cxy", PixelType.UInt16, ColorType.Rgb), (image.Axes, image.PixelType, image.Color));
        Assert.Equal([1, 300, 50000, 2, 400, 60000], image.AsSpan<ushort>().ToArray().Select(value => (int)value));
    }

    [Fact]
    public void Pixels_shorter_than_stated_are_refused_before_memory_is_taken()
    {
        DicomDataSet dataSet = Gray(16, 65535, 65535, [1, 2]);
        dataSet.Set(DicomTags.NumberOfFrames, int.MaxValue);
        long taken = Allocations.By(() =>
        {
            DicomException error = Assert.Throws<DicomException>(() => DicomPixels.Of(new DicomFile(dataSet)).ReadFrame<ushort>(int.MaxValue - 1));
            Assert.Equal(DicomTags.PixelData, error.Tag);
        });
        Assert.InRange(taken, 0, 100_000);
    }

    [Fact]
    public void Modality_values_of_every_type_equal_the_line()
    {
        short[] stored = [.. Enumerable.Range(0, 4 * 9).Select(i => (short)(i * 1819 - 32768))];
        foreach ((double slope, double intercept) in new[] { (1.0, -1024.0), (1, 0.5), (0.1, 3), (1, 1e9) })
        {
            foreach (int sign in new[] { 0, 1 })
            {
                DicomDataSet dataSet = Gray(16, 4, 9, MemoryMarshal.AsBytes<short>(stored).ToArray());
                dataSet.Set(DicomTags.PixelRepresentation, sign);
                dataSet.Set(DicomTags.RescaleSlope, slope);
                dataSet.Set(DicomTags.RescaleIntercept, intercept);
                Assert.Equal(stored.Select(value => (float)((slope * (sign == 1 ? value : (ushort)value)) + intercept)), DicomPixels.Of(new DicomFile(dataSet)).ReadModality(0));
            }
        }
    }

    /// <summary>An image of one sample; without pixel data where there are no cells.</summary>
    internal static DicomDataSet Gray(int bits, int columns, int rows, byte[]? cells)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.Rows, rows);
        dataSet.Set(DicomTags.Columns, columns);
        dataSet.Set(DicomTags.BitsAllocated, bits);
        dataSet.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        if (cells is not null)
        {
            dataSet.Set(new DicomElement(DicomTags.PixelData, bits > 8 ? DicomVr.OW : DicomVr.OB, new DicomBytes(cells)));
        }

        return dataSet;
    }
}
