using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class PixelTests
{
    [Theory]
    [InlineData("rle_trunc")]
    [InlineData("rle_offset")]
    [InlineData("rows_huge")]
    public void Damaged_pixel_data_are_refused(string name)
    {
        string path = Assets.Require("synthetic", "dicom", $"sy_bad_{name}.dcm");
        Assert.Throws<DicomException>(() =>
        {
            using DicomFile file = DicomFile.Open(path);
            DicomPixels.Of(file).ReadFrame<int>(0);
        });
    }

    [Fact]
    public void Other_compressions_and_small_types_are_refused()
    {
        DicomDataSet video = Gray(8, 2, 2);
        video.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), [new DicomBytes([0, 0])])));
        Assert.Contains("1.2.840.10008.1.2.4.100", Assert.Throws<DicomException>(() => DicomPixels.Of(new DicomFile(video, DicomTransferSyntax.Of("1.2.840.10008.1.2.4.100")))).Message, StringComparison.Ordinal);
        using DicomFile words = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_s16_exle.dcm"));
        Assert.Throws<ArgumentException>(() => DicomPixels.Of(words).ReadFrame<byte>(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DicomPixels.Of(words).ReadFrame<short>(1));
    }

    [Fact]
    public void Modality_values_are_slope_times_stored_plus_intercept()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("dicom", "pydicom", "test_files", "CT_small.dcm"));
        DicomPixels pixels = DicomPixels.Of(file);
        short[] stored = pixels.ReadFrame<short>(0);
        double slope = file.DataSet[DicomTags.RescaleSlope].GetDouble();
        double intercept = file.DataSet[DicomTags.RescaleIntercept].GetDouble();
        Assert.Equal(-1024, intercept);
        Assert.Equal(stored.Select(value => (float)((slope * value) + intercept)), pixels.ReadModality(0));
    }

    [Fact]
    public void A_modality_table_takes_the_place_of_the_line()
    {
        DicomDataSet table = new();
        table.Set(new DicomElement(DicomTags.LUTDescriptor, DicomVr.US, new DicomBytes([3, 0, 1, 0, 16, 0])));
        table.Set(new DicomElement(DicomTags.LUTData, DicomVr.OW, new DicomBytes([10, 0, 20, 0, 0xFF, 0xFF])));
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.Rows, 1);
        dataSet.Set(DicomTags.Columns, 5);
        dataSet.Set(DicomTags.BitsAllocated, 8);
        dataSet.Set(new DicomElement(DicomTags.ModalityLUTSequence, [table]));
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomBytes([0, 1, 2, 3, 200, 0])));
        Assert.Equal([10f, 10, 20, 65535, 65535], DicomPixels.Of(new DicomFile(dataSet)).ReadModality(0));
    }

    [Fact]
    public void Palette_colours_equal_the_truth()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_palette_exle.dcm"));
        ushort[] colours = DicomPixels.Of(file).ReadPalette(0);
        Assert.Equal([53740, 10229, 36625], colours[..3]);
        Assert.Equal(305909455, colours.Sum(value => (long)value));
        Assert.True(file.DataSet.Remove(DicomTags.RedPaletteColorLookupTableData));
        Assert.Equal(DicomTags.RedPaletteColorLookupTableData, Assert.Throws<DicomException>(() => DicomPixels.Of(file).ReadPalette(0)).Tag);
    }

    [Fact]
    public void Frames_in_several_fragments_are_found_by_the_offset_table()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("synthetic", "dicom", "sy_mf_rle.dcm"));
        int[] expected = DicomPixels.Of(file).ReadFrame<int>(3);
        DicomFragments whole = file.DataSet[DicomTags.PixelData].Fragments!;
        List<DicomBytes> halves = [];
        List<byte> table = [];
        long offset = 0;
        foreach (byte[] frame in whole.Fragments.Select(fragment => fragment.ToArray()))
        {
            table.AddRange(BitConverter.GetBytes((uint)offset));
            halves.AddRange([new DicomBytes(frame[..100]), new DicomBytes(frame[100..])]);
            offset += 16 + frame.Length;
        }

        file.DataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([.. table]), halves)));
        Assert.Equal(expected, DicomPixels.Of(file).ReadFrame<int>(3));
        file.DataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), halves)));
        Assert.Throws<DicomException>(() => DicomPixels.Of(file).ReadFrame<int>(3));
    }

    [Fact]
    public void Windows_follow_the_formulas_of_the_standard()
    {
        // The example of PS3.3 section C.11.2.1.2.1: center 2048, width 4096.
        DicomWindow linear = new(2048, 4096);
        Assert.Equal([0, 0.5, 1], new[] { 0.0, 2047.5, 4096 }.Select(linear.Apply));
        Assert.Equal([0.0, 1], new[] { 7.5, 7.6 }.Select(new DicomWindow(8, 1).Apply));
        Assert.Equal([0, 0.5, 1], new[] { 0.0, 2048, 4096 }.Select(new DicomWindow(2048, 4096, "LINEAR_EXACT").Apply));
        Assert.Equal(1 / (1 + Math.Exp(-2)), new DicomWindow(10, 4, "SIGMOID").Apply(12), 1e-15);
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.WindowCenter, 40, 300);
        dataSet.Set(DicomTags.WindowWidth, 400, 1500);
        Assert.Equal([new DicomWindow(40, 400), new DicomWindow(300, 1500)], DicomWindow.Of(dataSet));
        dataSet.Set(DicomTags.WindowWidth, 0.5, 1);
        Assert.Throws<DicomException>(() => DicomWindow.Of(dataSet));
    }

    private static DicomDataSet Gray(int bits, int columns, int rows)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.Rows, rows);
        dataSet.Set(DicomTags.Columns, columns);
        dataSet.Set(DicomTags.BitsAllocated, bits);
        dataSet.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        return dataSet;
    }
}
