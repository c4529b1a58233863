using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests.Objects;

public sealed class SegmentationTests
{
    private static readonly DicomCode s_anatomy = new("123037004", "SCT", "Anatomical Structure");
    private static readonly DicomCode s_liver = new("10200004", "SCT", "Liver");

    [Fact]
    public void A_segmentation_of_dcmqi_becomes_a_volume_at_the_place_of_its_images()
    {
        string folder = Assets.Require("dicom", "dicom-test-files", "dcmqi", "segmentations", "23x38x3");
        using DicomFile file = DicomFile.Open(Path.Combine(folder, "seg", "label.seg.dcm"));
        DicomSegmentation segmentation = DicomSegmentation.Of(file);

        DicomSegment segment = Assert.Single(segmentation.Segments);
        Assert.Equal((1, "Liver", "T-62000", DicomSegmentAlgorithm.SemiAutomatic, "SlicerEditor"), (segment.Number, segment.Label, segment.Type.Value, segment.Algorithm, segment.AlgorithmName));
        Assert.Equal(new VoxelCounts(23, 38, 3), segmentation.Geometry.Size);
        Assert.Equal(new Vector3D(0.7, 0.7, 2.5), segmentation.Geometry.SpacingMm);
        Assert.Equal(new Vector3D(46.4649, 5.01881, -177.75), segmentation.Geometry.OriginMm);
        Assert.Equal(3, segmentation.ReferencedInstances.Count);
        // Counted by pydicom: check_objects.py prints it.
        Image labels = segmentation.ReadLabels();
        Assert.Equal(SegmentedVoxels, labels.AsSpan<ushort>().Count((ushort)1));
        Assert.Equal(SegmentedVoxels, segmentation.ReadMask(1).AsSpan<bool>().Count(true));
        using DicomFile image = DicomFile.Open(Path.Combine(folder, "image", "IMG0001.dcm"));
        Assert.Equal(image.DataSet.GetString(DicomTags.SeriesInstanceUID), segmentation.ReferencedSeriesUid);
    }

    [Fact]
    public void Labels_survive_writing_and_reading_with_their_place()
    {
        ImageGeometry geometry = new(new VoxelCounts(5, 3, 4), new Vector3D(0.5, 0.75, 2), new Vector3D(-10, 20.5, 30), new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0));
        Image labels = Labels(geometry, PixelType.UInt8);
        using DicomFile file = Saved(DicomSegmentationWriter.FromLabels(labels, [Segment(1), Segment(2) with
        {
            TypeModifiers = [new DicomCode("7771000", "SCT", "Left")],
            Algorithm = DicomSegmentAlgorithm.Manual,
            AlgorithmName = "",
            DisplayCieLab = [1, 2, 65535],
            TrackingId = "a",
            TrackingUid = "1.2.3",
            Description = "\u00fcber",
            AnatomicRegion = s_anatomy,
        }]));
        DicomSegmentation read = DicomSegmentation.Of(file);

        Assert.Equal(DicomSegmentationKind.Binary, read.Kind);
        Assert.Equal(geometry.Affine(), read.Geometry.Affine(), (left, right) => Math.Abs(left - right) < 1e-9);
        Assert.Equal(labels.AsSpan<byte>().ToArray().Select(value => (ushort)value), read.ReadLabels().AsSpan<ushort>().ToArray());
        Assert.Equal(labels.AsSpan<byte>().ToArray().Select(value => value == 2), read.ReadMask(2).AsSpan<bool>().ToArray());
        DicomSegment second = read.Segments[1];
        Assert.Equal(("Left", DicomSegmentAlgorithm.Manual, 65535, "a", "1.2.3", "\u00fcber", s_anatomy), (second.TypeModifiers[0].Meaning, second.Algorithm, second.DisplayCieLab[2],
            second.TrackingId, second.TrackingUid, second.Description, second.AnatomicRegion));
        // Segment 1 is in slices 0 and 3, segment 2 in slices 1 and 3.
        Assert.Equal(4, read.FrameCount);
        Assert.Equal(8, DicomSegmentation.Of(Saved(DicomSegmentationWriter.FromLabels(labels, [Segment(1), Segment(2)], new() { SkipEmptyFrames = false }))).FrameCount);
    }

    [Fact]
    public void Axes_may_come_in_any_order()
    {
        ImageGeometry geometry = new(new VoxelCounts(5, 3, 4), new Vector3D(1, 1, 1));
        Image labels = Labels(geometry, PixelType.UInt8);
        using DicomFile plain = DicomSegmentationWriter.FromLabels(labels, [Segment(1), Segment(2)]);
        using DicomFile turned = DicomSegmentationWriter.FromLabels(labels.Rearrange("zyx").ConvertTo(PixelType.Int16), [Segment(1), Segment(2)]);
        Assert.Equal(plain.DataSet[DicomTags.PixelData].Value.ToArray(), turned.DataSet[DicomTags.PixelData].Value.ToArray());
    }

    [Fact]
    public void Fractions_are_kept_to_half_a_step()
    {
        ImageGeometry geometry = new(new VoxelCounts(4, 2, 2), new Vector3D(1, 1, 3));
        Image fractions = new("xyz", [4, 2, 2], PixelType.Float32, geometry: geometry);
        for (int i = 0; i < 16; i++)
        {
            fractions.AsSpan<float>()[i] = i / 15f;
        }

        using DicomFile file = Saved(DicomSegmentationWriter.FromFractions([fractions], [Segment(1)], DicomSegmentationKind.Occupancy));
        DicomSegmentation read = DicomSegmentation.Of(file);
        Assert.Equal(DicomSegmentationKind.Occupancy, read.Kind);
        Assert.Equal(fractions.AsSpan<float>().ToArray(), read.ReadFractions(1).AsSpan<float>().ToArray(), (left, right) => Math.Abs(left - right) <= 0.5001 / 255);
        Assert.Equal(15, read.ReadMask(1).AsSpan<bool>().Count(true));
        Assert.Throws<DicomException>(() => read.ReadLabels());
        fractions.AsSpan<float>()[3] = 1.5f;
        Assert.Contains("1.5", Assert.Throws<DicomException>(() => DicomSegmentationWriter.FromFractions([fractions], [Segment(1)], DicomSegmentationKind.Probability)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_name_the_image_at_their_place_and_join_its_study()
    {
        Image volume = new("xyz", [5, 3, 4], PixelType.Int16, geometry: new ImageGeometry(new VoxelCounts(5, 3, 4), new Vector3D(1, 1, 2.5)));
        DicomDataSet[] images = [.. DicomVolumeSlices.Create(volume, DicomVolumeKind.Ct, new DicomObjectOptions { PatientName = "Doe^Jane", PatientId = "7" }).Select(file => file.DataSet)];
        using DicomFile file = Saved(DicomSegmentationWriter.FromLabels(Labels(volume.Geometry!, PixelType.UInt16), [Segment(1), Segment(2)], new DicomSegmentationOptions { Sources = images }));
        DicomDataSet dataSet = file.DataSet;

        Assert.Equal("Doe^Jane", dataSet.GetString(DicomTags.PatientName));
        foreach (DicomTag shared in (DicomTag[])[DicomTags.StudyInstanceUID, DicomTags.FrameOfReferenceUID, DicomTags.StudyDate])
        {
            Assert.Equal(images[0].GetString(shared), dataSet.GetString(shared));
        }

        Assert.Equal(images[0].GetString(DicomTags.SeriesInstanceUID), DicomSegmentation.Of(file).ReferencedSeriesUid);
        string[] named = [.. dataSet.GetItems(DicomTagTable.TagOf("PerFrameFunctionalGroupsSequence")).Select(frame => frame.GetItems(DicomTagTable.TagOf("DerivationImageSequence"))[0]
            .GetItems(DicomTagTable.TagOf("SourceImageSequence"))[0].GetString(DicomTagTable.TagOf("ReferencedSOPInstanceUID")))];
        Assert.Equal([Uid(0), Uid(3), Uid(1), Uid(3)], named);

        string Uid(int slice) => images[slice].GetString(DicomTags.SOPInstanceUID);
    }

    [Fact]
    public void Compressed_segmentations_read_as_native_ones()
    {
        ImageGeometry geometry = new(new VoxelCounts(5, 3, 4), new Vector3D(1, 1, 1));
        Image labels = Labels(geometry, PixelType.UInt8);
        using DicomFile binary = Saved(DicomTranscoder.Convert(DicomSegmentationWriter.FromLabels(labels, [Segment(1), Segment(2)]), DicomTransferSyntax.RleLossless));
        Assert.NotNull(binary.DataSet[DicomTags.PixelData].Fragments);
        Assert.Equal(labels.AsSpan<byte>().ToArray().Select(value => (ushort)value), DicomSegmentation.Of(binary).ReadLabels().AsSpan<ushort>().ToArray());
        Image halves = labels.ConvertTo(PixelType.Float32) * 0.5;
        using DicomFile native = DicomSegmentationWriter.FromFractions([halves], [Segment(1)], DicomSegmentationKind.Probability);
        using DicomFile fractional = Saved(DicomTranscoder.Convert(native, DicomTransferSyntax.RleLossless));
        Assert.Equal(DicomSegmentation.Of(native).ReadFractions(1).AsSpan<float>().ToArray(), DicomSegmentation.Of(fractional).ReadFractions(1).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Slices_of_a_volume_form_the_same_volume_again()
    {
        using TemporaryFolder folder = new();
        ImageGeometry geometry = new(new VoxelCounts(5, 3, 4), new Vector3D(0.5, 0.75, 2), new Vector3D(-10, 20.5, 30), new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0));
        Image volume = Labels(geometry, PixelType.Int16);
        int slice = 0;
        foreach (DicomFile file in DicomVolumeSlices.Create(volume, DicomVolumeKind.Mr))
        {
            file.Save(folder.PathOf($"{slice++}.dcm"));
        }

        DicomSeries series = Assert.Single(DicomScan.Of(folder.PathOf(".")).Series);
        Assert.Empty(series.Findings);
        Image read = series.ReadVolume(new DicomVolumeOptions { Stored = true });
        Assert.Equal(volume.AsSpan<short>().ToArray(), read.AsSpan<short>().ToArray());
        Assert.Equal(geometry.Affine(), read.Geometry!.Affine(), (left, right) => Math.Abs(left - right) < 1e-9);
    }

    [Fact]
    public void Overlapping_segments_have_masks_but_no_labels()
    {
        ImageGeometry geometry = new(new VoxelCounts(5, 3, 4), new Vector3D(1, 1, 1));
        using DicomFile file = DicomSegmentationWriter.FromLabels(Labels(geometry, PixelType.UInt8), [Segment(1), Segment(2)]);
        byte[] bits = file.DataSet[DicomTags.PixelData].Value.ToArray();
        Array.Fill(bits, (byte)0xFF);
        file.DataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomBytes(bits)));
        DicomSegmentation read = DicomSegmentation.Of(file);
        Assert.Contains("segments 1 and 2 overlap in slice 3 at column 0, row 0", Assert.Throws<DicomException>(() => read.ReadLabels()).Message, StringComparison.Ordinal);
        Assert.Equal(30, read.ReadMask(1).AsSpan<bool>().Count(true));
    }

    [Fact]
    public void Labels_without_a_segment_and_numbers_with_gaps_are_refused()
    {
        Image labels = Labels(new ImageGeometry(new VoxelCounts(5, 3, 4), new Vector3D(1, 1, 1)), PixelType.UInt8);
        Assert.Contains("label 2", Assert.Throws<DicomException>(() => DicomSegmentationWriter.FromLabels(labels, [Segment(1)])).Message, StringComparison.Ordinal);
        Assert.Contains("number 3", Assert.Throws<DicomException>(() => DicomSegmentationWriter.FromLabels(labels, [Segment(1), Segment(3)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_segmentations_end_in_the_typed_exception()
    {
        Image labels = Labels(new ImageGeometry(new VoxelCounts(5, 3, 4), new Vector3D(1, 1, 1)), PixelType.UInt8);
        using MemoryStream stream = new();
        DicomSegmentationWriter.FromLabels(labels, [Segment(1), Segment(2)]).Save(stream);
        Mutations.Run<DicomException>(3000, [stream.ToArray()], bytes =>
        {
            using DicomFile file = DicomFile.Open(new MemoryStream(bytes));
            DicomSegmentation read = DicomSegmentation.Of(file);
            read.ReadFractions(read.Segments[0].Number);
            read.ReadLabels();
        });
    }

    private const int SegmentedVoxels = 322;

    // 1 in slices 0 and 3, 2 in slices 1 and 3.
    private static Image Labels(ImageGeometry geometry, PixelType type)
    {
        Image labels = new("xyz", [5, 3, 4], PixelType.UInt8, geometry: geometry);
        Span<byte> voxels = labels.AsSpan<byte>();
        voxels[0] = 1;
        voxels[7] = 1;
        voxels[15 + 14] = 2;
        voxels[45 + 2] = 1;
        voxels[45 + 3] = 2;
        return labels.ConvertTo(type);
    }

    private static DicomSegment Segment(int number) => new(number, $"part {number}", s_anatomy, s_liver);

    private static DicomFile Saved(DicomFile file)
    {
        MemoryStream stream = new();
        file.Save(stream);
        stream.Position = 0;
        return DicomFile.Open(stream);
    }
}
