using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests.Objects;

public sealed class MadeImageTests
{
    [Fact]
    public void A_gray_image_of_16_bits_keeps_pixels_and_spacing()
    {
        Image image = new("xy", [3, 2], PixelType.UInt16, geometry: new ImageGeometry(new VoxelCounts(3, 2), new Vector3D(0.25, 0.5, 1)));
        ushort[] values = [0, 1, 65535, 300, 4, 5];
        values.CopyTo(image.AsSpan<ushort>());
        DicomObjectOptions options = new() { PatientName = "M\u00fcller^Eva", BirthDate = new DateOnly(1970, 1, 2), Moment = new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Unspecified), SeriesNumber = 4 };
        using DicomFile file = Saved(DicomSecondaryCapture.Create(image, options));

        Assert.Equal("SecondaryCaptureImageStorage", DicomUid.Find(file.DataSet.GetString(DicomTags.SOPClassUID))!.Keyword);
        Assert.Equal(values, DicomPixels.Of(file).ReadFrame<ushort>(0));
        Assert.Equal([0.5, 0.25], file.DataSet.GetDoubles(DicomTags.PixelSpacing));
        Assert.Equal(("M\u00fcller^Eva", "19700102", "20240203", "040506.000000", 4), (file.DataSet.GetString(DicomTags.PatientName), file.DataSet.GetString(DicomTags.PatientBirthDate),
            file.DataSet.GetString(DicomTags.StudyDate), file.DataSet.GetString(DicomTags.StudyTime), file.DataSet.GetInt32(DicomTags.SeriesNumber)));
        Assert.False(file.DataSet.Contains(DicomTags.NumberOfFrames));
    }

    [Theory]
    [InlineData("cxy", new[] { 3, 2, 2 }, PixelType.UInt8, ColorType.Rgb, "SecondaryCaptureImageStorage", 1, "RGB")]
    [InlineData("xyc", new[] { 2, 2, 3 }, PixelType.UInt8, ColorType.Rgb, "SecondaryCaptureImageStorage", 1, "RGB")]
    [InlineData("cxyt", new[] { 3, 2, 2, 4 }, PixelType.UInt8, ColorType.Rgb, "MultiFrameTrueColorSecondaryCaptureImageStorage", 4, "RGB")]
    [InlineData("xyz", new[] { 2, 3, 5 }, PixelType.UInt8, ColorType.None, "MultiFrameGrayscaleByteSecondaryCaptureImageStorage", 5, "MONOCHROME2")]
    [InlineData("zyx", new[] { 5, 3, 2 }, PixelType.UInt16, ColorType.None, "MultiFrameGrayscaleWordSecondaryCaptureImageStorage", 5, "MONOCHROME2")]
    [InlineData("xyo", new[] { 3, 3, 3 }, PixelType.Bool, ColorType.None, "MultiFrameSingleBitSecondaryCaptureImageStorage", 3, "MONOCHROME2")]
    [InlineData("xy", new[] { 3, 3 }, PixelType.Int16, ColorType.None, "SecondaryCaptureImageStorage", 1, "MONOCHROME2")]
    public void Every_kind_of_image_has_its_class_and_reads_back(string axes, int[] sizes, PixelType type, ColorType color, string sopClass, int frames, string photometric)
    {
        Image image = Ramp(axes, sizes, type, color);
        using DicomFile file = Saved(DicomSecondaryCapture.Create(image));
        DicomPixels pixels = DicomPixels.Of(file);

        Assert.Equal(sopClass, DicomUid.Find(file.DataSet.GetString(DicomTags.SOPClassUID))!.Keyword);
        Assert.Equal((frames, photometric), (pixels.Format.Frames, pixels.Format.Photometric));
        string order = (axes.Contains('c', StringComparison.Ordinal) ? "cxy" : "xy") + string.Concat(axes.Where(axis => !"cxy".Contains(axis, StringComparison.Ordinal)));
        double[] expected = image.ConvertTo(PixelType.Float64).Rearrange(order).AsSpan<double>().ToArray();
        Assert.Equal(expected, Enumerable.Range(0, frames).SelectMany(frame => pixels.ReadFrame<int>(frame)).Select(value => (double)value));
        if (frames > 1)
        {
            DicomTag pointer = file.DataSet[DicomTagTable.TagOf("FrameIncrementPointer")].GetTags()[0];
            Assert.Equal(frames, file.DataSet.GetDoubles(pointer).Length);
        }
    }

    [Fact]
    public void Images_that_DICOM_does_not_hold_are_refused()
    {
        Assert.Contains("Float32", Assert.Throws<DicomException>(() => DicomSecondaryCapture.Create(new Image("xy", [2, 2], PixelType.Float32))).Message, StringComparison.Ordinal);
        Assert.Throws<DicomException>(() => DicomSecondaryCapture.Create(new Image("xyzt", [2, 2, 2, 2], PixelType.UInt8)));
        Assert.Throws<DicomException>(() => DicomSecondaryCapture.Create(new Image("xyz", [2, 2, 2], PixelType.Int16)));
        Assert.Throws<DicomException>(() => DicomSecondaryCapture.Create(new Image("cxy", [4, 2, 2], PixelType.UInt8, ColorType.Rgba)));
        Assert.Contains("1.02", Assert.Throws<DicomException>(() => DicomSecondaryCapture.Create(new Image("xy", [2, 2], PixelType.UInt8), new DicomObjectOptions { SeriesInstanceUid = "1.02" })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DicomVolumeKind.Ct, "CTImageStorage", PixelType.Int16)]
    [InlineData(DicomVolumeKind.Mr, "MRImageStorage", PixelType.UInt16)]
    [InlineData(DicomVolumeKind.Mr, "MRImageStorage", PixelType.UInt8)]
    public void A_volume_becomes_slices_at_their_places(DicomVolumeKind kind, string sopClass, PixelType type)
    {
        ImageGeometry geometry = new(new VoxelCounts(4, 3, 2), new Vector3D(0.5, 0.6, 2.5), new Vector3D(1, 2, 3), new(1, 0, 0), new(0, 0, -1), new(0, 1, 0));
        Image volume = Ramp("xyz", [4, 3, 2], type, ColorType.None);
        volume.Geometry = geometry;
        DicomFile[] files = [.. DicomVolumeSlices.Create(volume, kind).Select(Saved)];

        Assert.Equal(2, files.Length);
        Assert.Single(files.Select(file => file.DataSet.GetString(DicomTags.SeriesInstanceUID)).Distinct());
        Assert.Single(files.Select(file => file.DataSet.GetString(DicomTags.FrameOfReferenceUID)).Distinct());
        Assert.Equal(2, files.Select(file => file.DataSet.GetString(DicomTags.SOPInstanceUID)).Distinct().Count());
        Assert.Equal(sopClass, DicomUid.Find(files[0].DataSet.GetString(DicomTags.SOPClassUID))!.Keyword);
        Assert.Equal([1, 4.5, 3], files[1].DataSet.GetDoubles(DicomTags.ImagePositionPatient));
        Assert.Equal([1, 0, 0, 0, 0, -1], files[1].DataSet.GetDoubles(DicomTags.ImageOrientationPatient));
        Assert.Equal([0.6, 0.5], files[1].DataSet.GetDoubles(DicomTags.PixelSpacing));
        Assert.Equal(volume.ConvertTo(PixelType.Float32).AsSpan<float>().ToArray(), files.SelectMany(file => DicomPixels.Of(file).ReadModality(0)));
    }

    [Fact]
    public void A_volume_of_floats_keeps_its_values_to_half_a_step()
    {
        Image volume = Ramp("xyz", [5, 4, 3], PixelType.Float32, ColorType.None);
        for (int i = 0; i < 60; i++)
        {
            volume.AsSpan<float>()[i] = MathF.Sin(i) * 1000;
        }

        volume.Geometry = new ImageGeometry(new VoxelCounts(5, 4, 3), new Vector3D(1, 1, 1));
        float[] read = [.. DicomVolumeSlices.Create(volume, DicomVolumeKind.Ct).SelectMany(file => DicomPixels.Of(Saved(file)).ReadModality(0))];
        Assert.Equal(volume.AsSpan<float>().ToArray(), read, (left, right) => Math.Abs(left - right) <= 0.51 * 2000 / 65535);
        volume.AsSpan<float>()[7] = float.NaN;
        Assert.Throws<DicomException>(() => DicomVolumeSlices.Create(volume, DicomVolumeKind.Ct));
        volume.Geometry = null;
        Assert.Contains("geometry", Assert.Throws<DicomException>(() => DicomVolumeSlices.Create(volume, DicomVolumeKind.Ct)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_of_a_tilted_gantry_state_their_distance_and_skewed_rows_are_refused()
    {
        Image volume = Ramp("xyz", [4, 3, 2], PixelType.Int16, ColorType.None);
        volume.Geometry = ImageGeometry.FromAffine(new VoxelCounts(4, 3, 2), [1, 0, 0, 5, 0, 1, 3, 6, 0, 0, 4, 7, 0, 0, 0, 1]);
        DicomFile[] files = [.. DicomVolumeSlices.Create(volume, DicomVolumeKind.Ct)];
        Assert.Equal(4, files[1].DataSet.GetDouble(DicomTags.SpacingBetweenSlices, 0), 9);
        Assert.Equal([5, 9, 11], files[1].DataSet.GetDoubles(DicomTags.ImagePositionPatient));
        volume.Geometry = ImageGeometry.FromAffine(new VoxelCounts(4, 3, 2), [1, 0.2, 0, 5, 0, 1, 0, 6, 0, 0, 4, 7, 0, 0, 0, 1]);
        Assert.Contains("orthogonal", Assert.Throws<DicomException>(() => DicomVolumeSlices.Create(volume, DicomVolumeKind.Ct)).Message, StringComparison.Ordinal);
        Assert.Contains("orthogonal", Assert.Throws<DicomException>(() => DicomSegmentationWriter.FromLabels(volume, [new DicomSegment(1, "a", new DicomCode("1", "99X", "a"), new DicomCode("1", "99X", "a"))])).Message, StringComparison.Ordinal);
    }

    private static Image Ramp(string axes, int[] sizes, PixelType type, ColorType color)
    {
        Image ramp = new(axes, sizes, PixelType.Float64, color);
        Span<double> values = ramp.AsSpan<double>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type == PixelType.Bool ? i % 3 == 0 ? 1 : 0 : type == PixelType.Int16 ? (i * 7) - 20 : i * 5;
        }

        return ramp.ConvertTo(type);
    }

    private static DicomFile Saved(DicomFile file)
    {
        MemoryStream stream = new();
        file.Save(stream);
        stream.Position = 0;
        return DicomFile.Open(stream);
    }
}
