using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class PixelDisplayTests
{
    [Theory]
    [InlineData("RGB", 76, 85, 255, 76, 85, 255)]
    [InlineData("YBR_FULL", 76, 85, 255, 254, 0, 0)]
    [InlineData("YBR_FULL", 255, 128, 128, 255, 255, 255)]
    [InlineData("YBR_FULL", 29, 255, 107, 0, 0, 254)]
    [InlineData("YBR_PARTIAL", 16, 128, 128, 0, 0, 0)]
    [InlineData("YBR_PARTIAL", 235, 128, 128, 255, 255, 255)]
    [InlineData("YBR_PARTIAL", 81, 90, 240, 254, 0, 0)]
    public void Luma_and_chroma_become_red_green_and_blue(string photometric, byte first, byte second, byte third, byte red, byte green, byte blue)
        => Assert.Equal([red, green, blue], Color(photometric, 1, [first, second, third]).ReadRgb(0).AsSpan<byte>().ToArray());

    [Fact]
    public void Halved_chroma_is_repeated_within_each_pair()
    {
        DicomPixels pixels = Color("YBR_FULL_422", 4, [10, 20, 100, 150, 30, 40, 110, 160]);
        Assert.Equal("YBR_FULL", pixels.Photometric);
        Assert.Equal([10, 100, 150, 20, 100, 150, 30, 110, 160, 40, 110, 160], pixels.ReadFrame<byte>(0));
        Assert.Equal(ColorType.YCbCr, pixels.ReadImage(0).Color);
    }

    [Fact]
    public void Other_colours_are_refused_by_name()
    {
        DicomException error = Assert.Throws<DicomException>(() => Color("HSV", 1, [1, 2, 3]).ReadRgb(0));
        Assert.Equal(DicomTags.PhotometricInterpretation, error.Tag);
        Assert.Contains("HSV", error.Message, StringComparison.Ordinal);
        Assert.Contains("ReadRgb", Assert.Throws<DicomException>(() => Color("RGB", 1, [1, 2, 3]).ReadDisplay(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Segmented_palettes_are_expanded()
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(8, 4, 2, [0, 1, 2, 3, 4, 5, 6, 7]);
        dataSet.Set(DicomTags.PhotometricInterpretation, "PALETTE COLOR");
        // Two entries as they are, a line of four up to 200, and the first segment again.
        byte[] segments = [0, 0, 2, 0, 10, 0, 40, 0, 1, 0, 4, 0, 200, 0, 2, 0, 1, 0, 0, 0, 0, 0];
        for (ushort color = 0; color < 3; color++)
        {
            dataSet.Set(new DicomElement(new DicomTag(0x0028, (ushort)(0x1101 + color)), DicomVr.US, new DicomBytes([8, 0, 0, 0, 16, 0])));
            dataSet.Set(new DicomElement(new DicomTag(0x0028, (ushort)(0x1221 + color)), DicomVr.OW, new DicomBytes(segments)));
        }

        ushort[] colors = DicomPixels.Of(new DicomFile(dataSet)).ReadPalette(0);
        Assert.Equal([10, 40, 80, 120, 160, 200, 10, 40], Enumerable.Range(0, 8).Select(i => (int)colors[3 * i]));
        Assert.Equal(PixelType.UInt16, DicomPixels.Of(new DicomFile(dataSet)).ReadRgb(0).PixelType);
        foreach (byte[] damaged in new[] { segments[..12], [.. segments[..14], 2, 0, 1, 0, 90, 0, 0, 0], [1, 0, 8, 0, 5, 0], [9, 0, 1, 0, 0, 0], [0, 0, 9, 0, 1, 0] })
        {
            dataSet.Set(new DicomElement(new DicomTag(0x0028, 0x1222), DicomVr.OW, new DicomBytes(damaged)));
            Assert.Equal(new DicomTag(0x0028, 0x1222), Assert.Throws<DicomException>(() => DicomPixels.Of(new DicomFile(dataSet)).ReadPalette(0)).Tag);
        }
    }

    [Fact]
    public void Gray_frames_are_displayed_by_window_table_or_range()
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(8, 5, 1, [0, 50, 100, 150, 200]);
        DicomPixels pixels = DicomPixels.Of(new DicomFile(dataSet));
        Assert.Equal([0, 64, 128, 191, 255], pixels.ReadDisplay(0).AsSpan<byte>().ToArray());
        dataSet.Set(DicomTags.PhotometricInterpretation, "MONOCHROME1");
        Assert.Equal([255, 191, 128, 64, 0], DicomPixels.Of(new DicomFile(dataSet)).ReadDisplay(0).AsSpan<byte>().ToArray());
        dataSet.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");

        DicomDataSet table = new();
        table.Set(new DicomElement(DicomTags.LUTDescriptor, DicomVr.US, new DicomBytes([3, 0, 100, 0, 8, 0])));
        table.Set(new DicomElement(DicomTags.LUTData, DicomVr.OW, new DicomBytes([10, 20, 30, 0])));
        dataSet.Set(new DicomElement(DicomTags.VOILUTSequence, [table]));
        Assert.Equal([10, 10, 10, 30, 30], DicomPixels.Of(new DicomFile(dataSet)).ReadDisplay(0).AsSpan<byte>().ToArray());

        dataSet.Set(DicomTags.WindowCenter, 100.5);
        dataSet.Set(DicomTags.WindowWidth, 101);
        Assert.Equal([0, 0, 128, 255, 255], DicomPixels.Of(new DicomFile(dataSet)).ReadDisplay(0).AsSpan<byte>().ToArray());
        Assert.Equal([0, 0, 0, 255, 255], pixels.ReadDisplay(0, new DicomWindow(120, 1)).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Values_that_are_no_numbers_do_not_hide_the_others()
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(32, 4, 1, []);
        dataSet.Remove(DicomTags.PixelData);
        dataSet.Set(new DicomElement(DicomTags.FloatPixelData, DicomVr.OF, new DicomBytes([0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0x3F, 0, 0, 0x40, 0x40, 0, 0, 0, 0x40])));
        Assert.Equal([0, 0, 255, 128], DicomPixels.Of(new DicomFile(dataSet)).ReadDisplay(0).AsSpan<byte>().ToArray());
        dataSet.Set(new DicomElement(DicomTags.FloatPixelData, DicomVr.OF, new DicomBytes([0, 0, 0x80, 0x7F, 0, 0, 0xC0, 0x7F, 0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0xFF])));
        Assert.Equal([255, 0, 0, 0], DicomPixels.Of(new DicomFile(dataSet)).ReadDisplay(0).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Frames_follow_their_functional_groups()
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(8, 2, 1, [1, 2, 3, 4]);
        dataSet.Set(DicomTags.NumberOfFrames, 2);
        dataSet.Set(DicomTags.RescaleSlope, 100);
        DicomDataSet shared = Macro(0x0028, 0x9110, item => item.Set(DicomTags.PixelSpacing, 0.5, 0.25));
        shared.Set(new DicomElement(new DicomTag(0x0020, 0x9116), [With(item => item.Set(DicomTags.ImageOrientationPatient, 0.0, 1, 0, 0, 0, -1))]));
        dataSet.Set(new DicomElement(new DicomTag(0x5200, 0x9229), [shared]));
        DicomDataSet[] frames = [.. Enumerable.Range(0, 2).Select(i =>
        {
            DicomDataSet group = Macro(0x0020, 0x9113, item => item.Set(DicomTags.ImagePositionPatient, i, 2, 3));
            group.Set(new DicomElement(new DicomTag(0x0028, 0x9145), [With(item =>
            {
                item.Set(DicomTags.RescaleSlope, i + 1);
                item.Set(DicomTags.RescaleIntercept, 10);
            })]));
            group.Set(new DicomElement(new DicomTag(0x0028, 0x9132), [With(item =>
            {
                item.Set(DicomTags.WindowCenter, 13);
                item.Set(DicomTags.WindowWidth, 1);
            })]));
            return group;
        })];
        dataSet.Set(new DicomElement(new DicomTag(0x5200, 0x9230), frames));
        DicomPixels pixels = DicomPixels.Of(new DicomFile(dataSet));
        Assert.Equal([11f, 12f], pixels.ReadModality(0));
        Assert.Equal([16f, 18f], pixels.ReadModality(1));
        Assert.Equal([0, 0], pixels.ReadDisplay(0).AsSpan<byte>().ToArray());
        Assert.Equal([255, 255], pixels.ReadDisplay(1).AsSpan<byte>().ToArray());
        ImageGeometry place = pixels.ReadImage(1).Geometry!;
        Assert.Equal((new Vector3D(1, 2, 3), new Vector3D(0, 1, 0), new Vector3D(0, 0, -1), new Vector3D(-1, 0, 0)), (place.OriginMm, place.XAxis, place.YAxis, place.ZAxis));
        Assert.Equal((0.25, 0.5), (place.SpacingMm.X, place.SpacingMm.Y));
    }

    [Fact]
    public void Dose_grids_and_detectors_place_their_frames()
    {
        DicomDataSet dose = PixelLayoutTests.Gray(8, 1, 1, [1, 2]);
        dose.Set(DicomTags.NumberOfFrames, 2);
        dose.Set(DicomTags.ImagePositionPatient, 1, 2, 3);
        dose.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        dose.Set(DicomTags.PixelSpacing, 2, 2);
        dose.Set(new DicomTag(0x3004, 0x000C), DicomVr.DS, 0, 2.5);
        dose.Set(new DicomTag(0x3004, 0x000E), DicomVr.DS, 0.5);
        Assert.Equal(new Vector3D(1, 2, 5.5), DicomPlane.Of(dose, 1)!.OriginMm);
        Assert.Equal([1f], DicomPixels.Of(new DicomFile(dose)).ReadModality(1));

        DicomDataSet scan = PixelLayoutTests.Gray(8, 1, 1, [1, 2]);
        scan.Set(DicomTags.NumberOfFrames, 2);
        scan.Set(DicomTags.PixelSpacing, 2, 2);
        scan.Set(DicomTags.SpacingBetweenSlices, 3);
        scan.Set(new DicomElement(new DicomTag(0x0054, 0x0022), [With(item =>
        {
            item.Set(DicomTags.ImagePositionPatient, 1, 2, 3);
            item.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        })]));
        Assert.Equal(new Vector3D(1, 2, 6), DicomPlane.Of(scan, 1)!.OriginMm);
    }

    [Fact]
    public void Impossible_places_are_refused()
    {
        DicomDataSet dataSet = SeriesFiles.Slice(1, default(Vector3D), [1, 0, 0, 1, 0, 0]);
        Assert.Equal(DicomTags.ImageOrientationPatient, Assert.Throws<DicomException>(() => DicomPlane.Of(dataSet, 0)).Tag);
        dataSet.Set(DicomTags.PixelSpacing, 0.0, 1);
        Assert.Equal(DicomTags.PixelSpacing, Assert.Throws<DicomException>(() => DicomPlane.Of(dataSet, 0)).Tag);
    }

    [Fact]
    public void Overlays_are_bits_of_their_own_or_unused_bits_of_the_pixels()
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(16, 2, 2, [1, 0x10, 2, 0, 3, 0, 4, 0x10]);
        dataSet.Set(DicomTags.BitsStored, 12);
        dataSet.Set(DicomTags.HighBit, 11);
        Overlay(dataSet, 0x6000, 3, 1);
        dataSet.Set(new DicomTag(0x6000, 0x0050), DicomVr.SS, 2, -1);
        dataSet.Set(new DicomElement(new DicomTag(0x6000, 0x3000), DicomVr.OW, new DicomBytes([0b101, 0])));
        Overlay(dataSet, 0x6002, 2, 2);
        dataSet.Set(new DicomTag(0x6002, 0x0100), DicomVr.US, 16);
        dataSet.Set(new DicomTag(0x6002, 0x0102), DicomVr.US, 12);
        DicomFile file = new(dataSet);
        DicomOverlay[] overlays = DicomOverlay.Of(file);
        Assert.Equal([false, true], overlays.Select(overlay => overlay.IsEmbedded));
        Assert.Equal((1, -2, "R"), (overlays[0].OriginRow, overlays[0].OriginColumn, overlays[0].Kind));
        Assert.Equal([true, false, true], overlays[0].ReadMask().AsSpan<bool>().ToArray());
        Assert.Equal([true, false, false, true], overlays[1].ReadMask().AsSpan<bool>().ToArray());
        Assert.Equal([1, 2, 3, 4], DicomPixels.Of(file).ReadFrame<ushort>(0).Select(value => (int)value));
        Overlay(dataSet, 0x6000, 300, 100);
        Assert.Equal(new DicomTag(0x6000, 0x3000), Assert.Throws<DicomException>(() => DicomOverlay.Of(file)[0].ReadMask()).Tag);
    }

    private static void Overlay(DicomDataSet dataSet, ushort group, int columns, int rows)
    {
        dataSet.Set(new DicomTag(group, 0x0010), DicomVr.US, rows);
        dataSet.Set(new DicomTag(group, 0x0011), DicomVr.US, columns);
        dataSet.Set(new DicomTag(group, 0x0040), DicomVr.CS, "R");
    }

    private static DicomPixels Color(string photometric, int columns, byte[] cells)
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(8, columns, 1, cells);
        dataSet.Set(DicomTags.SamplesPerPixel, 3);
        dataSet.Set(DicomTags.PhotometricInterpretation, photometric);
        return DicomPixels.Of(new DicomFile(dataSet));
    }

    private static DicomDataSet Macro(ushort group, ushort element, Action<DicomDataSet> fill)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomElement(new DicomTag(group, element), [With(fill)]));
        return dataSet;
    }

    private static DicomDataSet With(Action<DicomDataSet> fill)
    {
        DicomDataSet dataSet = new();
        fill(dataSet);
        return dataSet;
    }
}
