namespace DeepHealth.Ecvl.Dicom;

/// <summary>A segmentation object: outlined parts of a volume (DICOM PS3.3 sections A.51 and C.8.20).</summary>
/// <remarks>Frames stay in the file until they are asked for; keep the <see cref="DicomFile"/> open as long. Volumes have the axes <c>xyz</c>.</remarks>
public sealed class DicomSegmentation
{
    // Voxels of a label volume; frames that a file leaves out are not bounded by its size.
    private const long MostVoxels = 1L << 29;

    private readonly DicomPixels _pixels;
    private readonly DicomFrameStack _stack;
    private readonly int[] _segmentOfFrame;
    private readonly int _maximumFraction;

    private DicomSegmentation(DicomPixels pixels, DicomFrameStack stack, int[] segmentOfFrame, int maximumFraction)
    {
        _pixels = pixels;
        _stack = stack;
        _segmentOfFrame = segmentOfFrame;
        _maximumFraction = maximumFraction;
    }

    /// <summary>What the pixels mean.</summary>
    public required DicomSegmentationKind Kind { get; init; }

    /// <summary>The segments in the order of the file.</summary>
    public required IReadOnlyList<DicomSegment> Segments { get; init; }

    /// <summary>Series that was segmented: Series Instance UID; empty where the file does not say.</summary>
    public required string ReferencedSeriesUid { get; init; }

    /// <summary>Objects that were segmented.</summary>
    public required IReadOnlyList<DicomInstanceReference> ReferencedInstances { get; init; }

    /// <summary>The volume of all frames, from the lowest to the highest along their normal. Slices without a frame are background.</summary>
    public ImageGeometry Geometry => _stack.Geometry;

    /// <summary>Number of frames.</summary>
    public int FrameCount => _segmentOfFrame.Length;

    /// <summary>Reads the segmentation of a file.</summary>
    /// <exception cref="DicomException">The file is no segmentation, is a label map, or its frames do not form a volume.</exception>
    public static DicomSegmentation Of(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        DicomDataSet dataSet = file.DataSet;
        string type = dataSet[ObjectTags.SegmentationType].GetString();
        DicomSegmentationKind kind = (type, dataSet.GetString(ObjectTags.SegmentationFractionalType)) switch
        {
            ("BINARY", _) => DicomSegmentationKind.Binary,
            ("FRACTIONAL", "OCCUPANCY") => DicomSegmentationKind.Occupancy,
            ("FRACTIONAL", _) => DicomSegmentationKind.Probability,
            _ => throw new DicomException($"DicomSegmentation: \"{file.Name}\" is of type \"{type}\"; BINARY and FRACTIONAL are read.") { SourceName = file.Name, Tag = ObjectTags.SegmentationType },
        };
        DicomPixels pixels = DicomPixels.Of(file);
        IReadOnlyList<DicomDataSet> frames = dataSet.GetItems(ObjectTags.PerFrameFunctionalGroupsSequence);
        DicomPixelFormat format = pixels.Format;
        if (frames.Count != format.Frames || format.SamplesPerPixel != 1 || format.BitsStored > 8 || format.IsSigned)
        {
            throw new DicomException($"DicomSegmentation: \"{file.Name}\" has {format.Frames} frames of {format.SamplesPerPixel} {(format.IsSigned ? "signed " : "")}samples of {format.BitsStored} bits "
                + $"and functional groups of {frames.Count}; it needs one unsigned sample of at most 8 bits and the groups of each frame.")
            {
                SourceName = file.Name,
                Tag = ObjectTags.PerFrameFunctionalGroupsSequence,
            };
        }

        DicomSegment[] segments = [.. dataSet.GetItems(ObjectTags.SegmentSequence).Select(DicomSegment.Of)];
        IReadOnlyList<DicomDataSet> series = dataSet.GetItems(ObjectTags.ReferencedSeriesSequence);
        return new DicomSegmentation(pixels, StackOf(file, format),
            [.. Enumerable.Range(0, format.Frames).Select(frame => SegmentOf(dataSet, frame, segments))], Math.Max(dataSet.GetInt32(ObjectTags.MaximumFractionalValue, byte.MaxValue), 1))
        {
            Kind = kind,
            Segments = segments,
            ReferencedSeriesUid = series.Count > 0 ? series[0].GetString(DicomTags.SeriesInstanceUID) : "",
            ReferencedInstances = [.. series.SelectMany(item => item.GetItems(ObjectTags.ReferencedInstanceSequence)).Select(DicomInstanceReference.Of)],
        };
    }

    /// <summary>Where a segment is.</summary>
    /// <param name="number">Its <see cref="DicomSegment.Number"/>.</param>
    /// <returns>A <see cref="PixelType.Bool"/> volume; for fractions, whether they are above 0.</returns>
    /// <exception cref="DicomException">There is no such segment, the volume is too large, or the pixel data are damaged.</exception>
    public Image ReadMask(int number)
    {
        Image mask = Volume(PixelType.Bool, number);
        Span<bool> voxels = mask.AsSpan<bool>();
        for (int frame = 0; frame < _segmentOfFrame.Length; frame++)
        {
            if (_segmentOfFrame[frame] == number)
            {
                Span<bool> slice = Slice(voxels, frame);
                byte[] pixels = _pixels.ReadFrame<byte>(frame);
                for (int i = 0; i < pixels.Length; i++)
                {
                    slice[i] |= pixels[i] != 0;
                }
            }
        }

        return mask;
    }

    /// <summary>Probabilities or occupancies of a segment.</summary>
    /// <param name="number">Its <see cref="DicomSegment.Number"/>.</param>
    /// <returns>A <see cref="PixelType.Float32"/> volume with 0 to 1; a binary segmentation has only these two.</returns>
    /// <exception cref="DicomException">There is no such segment, the volume is too large, or the pixel data are damaged.</exception>
    public Image ReadFractions(int number)
    {
        Image fractions = Volume(PixelType.Float32, number);
        Span<float> voxels = fractions.AsSpan<float>();
        float most = Kind == DicomSegmentationKind.Binary ? 1 : _maximumFraction;
        for (int frame = 0; frame < _segmentOfFrame.Length; frame++)
        {
            if (_segmentOfFrame[frame] == number)
            {
                Span<float> slice = Slice(voxels, frame);
                byte[] pixels = _pixels.ReadFrame<byte>(frame);
                for (int i = 0; i < pixels.Length; i++)
                {
                    slice[i] = Math.Max(slice[i], pixels[i] / most);
                }
            }
        }

        return fractions;
    }

    /// <summary>The number of the segment at each voxel, 0 for none.</summary>
    /// <returns>A <see cref="PixelType.UInt16"/> volume.</returns>
    /// <exception cref="DicomException">The segmentation is fractional, segments overlap, the volume is too large, or the pixel data are damaged.</exception>
    public Image ReadLabels()
    {
        if (Kind != DicomSegmentationKind.Binary)
        {
            throw new DicomException($"DicomSegmentation: a segmentation of kind {Kind} has no labels; read the fractions of each segment and choose.") { Tag = ObjectTags.SegmentationType };
        }

        Image labels = Volume(PixelType.UInt16, null);
        Span<ushort> voxels = labels.AsSpan<ushort>();
        for (int frame = 0; frame < _segmentOfFrame.Length; frame++)
        {
            ushort number = (ushort)_segmentOfFrame[frame];
            Span<ushort> slice = Slice(voxels, frame);
            byte[] pixels = _pixels.ReadFrame<byte>(frame);
            for (int i = 0; i < pixels.Length; i++)
            {
                if (pixels[i] != 0)
                {
                    if (slice[i] != 0 && slice[i] != number)
                    {
                        throw new DicomException($"DicomSegmentation: segments {slice[i]} and {number} overlap in slice {_stack.Slices[frame]} at column {i % Geometry.Size.X}, row {i / Geometry.Size.X}; read their masks one by one.")
                        {
                            Tag = DicomTags.PixelData,
                        };
                    }

                    slice[i] = number;
                }
            }
        }

        return labels;
    }

    private static DicomFrameStack StackOf(DicomFile file, DicomPixelFormat format)
    {
        DicomPlane[] planes = new DicomPlane[format.Frames];
        for (int frame = 0; frame < planes.Length; frame++)
        {
            planes[frame] = DicomPlane.Of(file.DataSet, frame) ?? throw new DicomException(
                $"DicomSegmentation: \"{file.Name}\" does not state position, orientation and spacing of frame {frame}; without them it is no volume.")
            {
                SourceName = file.Name,
                Tag = ObjectTags.PlanePositionSequence,
            };
        }

        double step = DicomFrameGroups.Of(file.DataSet, 0, ObjectTags.PixelMeasuresSequence).GetDouble(DicomTags.SpacingBetweenSlices, 0);
        return DicomFrameStack.Of(planes, step, format.Columns, format.Rows);
    }

    private static int SegmentOf(DicomDataSet dataSet, int frame, DicomSegment[] segments)
    {
        int number = DicomFrameGroups.Of(dataSet, frame, ObjectTags.SegmentIdentificationSequence).GetInt32(ObjectTags.ReferencedSegmentNumber);
        return number is >= 1 and <= ushort.MaxValue && Array.Exists(segments, segment => segment.Number == number)
            ? number
            : throw new DicomException($"DicomSegmentation: a frame belongs to segment {number}, which is not among the {segments.Length} segments from 1 to {ushort.MaxValue}.") { Tag = ObjectTags.ReferencedSegmentNumber };
    }

    private Span<T> Slice<T>(Span<T> voxels, int frame)
    {
        int pixels = Geometry.Size.X * Geometry.Size.Y;
        return voxels.Slice(_stack.Slices[frame] * pixels, pixels);
    }

    private Image Volume(PixelType type, int? number)
    {
        VoxelCounts size = Geometry.Size;
        if (number is { } wanted && !Segments.Any(segment => segment.Number == wanted))
        {
            throw new DicomException($"DicomSegmentation: there is no segment {wanted}; there are {string.Join(", ", Segments.Select(segment => segment.Number))}.") { Tag = ObjectTags.SegmentSequence };
        }

        if ((long)size.X * size.Y * size.Z > MostVoxels)
        {
            throw new DicomException($"DicomSegmentation: the frames span {size} voxels, at most {MostVoxels} are read as one volume.") { Tag = DicomTags.PixelData };
        }

        return new Image("xyz", [size.X, size.Y, size.Z], type, geometry: Geometry);
    }
}
