namespace DeepHealth.Ecvl.Dicom;

/// <summary>Makes segmentation objects of label volumes and of probability volumes (DICOM PS3.3 section A.51).</summary>
public static class DicomSegmentationWriter
{
    private const string What = "DicomSegmentationWriter";

    /// <summary>Makes a binary segmentation of a label volume.</summary>
    /// <param name="labels">Number of the segment at each voxel, 0 for none: one sample of Bool, UInt8, Int8, UInt16, Int16 or Int32, axes x, y and z, with <see cref="Image.Geometry"/>.</param>
    /// <param name="segments">All segments in the order of their numbers 1, 2, 3 ...</param>
    /// <param name="options">How to write it.</param>
    /// <returns>A file to save, explicit little endian, one bit for each pixel.</returns>
    /// <exception cref="DicomException">A label has no segment, numbers do not count from 1, or the image does not suit.</exception>
    public static DicomFile FromLabels(Image labels, IReadOnlyList<DicomSegment> segments, DicomSegmentationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        CheckSegments(segments);
        ImageGeometry geometry = Geometry(labels);
        if (labels.PixelType is not (PixelType.Bool or PixelType.UInt8 or PixelType.Int8 or PixelType.UInt16 or PixelType.Int16 or PixelType.Int32))
        {
            throw new DicomException($"{What}: labels of {labels.PixelType} are no segment numbers; convert them to UInt16.");
        }

        Image ordered = labels.ConvertTo(PixelType.Int32).Rearrange("xyz");
        Span<int> voxels = ordered.AsSpan<int>();
        int wrong = voxels.IndexOfAnyExceptInRange(0, segments.Count);
        if (wrong >= 0)
        {
            throw new DicomException($"{What}: voxel {wrong} has the label {voxels[wrong]}, but there are segments 1 to {segments.Count} and 0 for none; add the segment or renumber.");
        }

        options ??= new DicomSegmentationOptions();
        int pixels = geometry.Size.X * geometry.Size.Y;
        List<DicomSegmentationFrame> frames = [];
        for (int segment = 1; segment <= segments.Count; segment++)
        {
            for (int slice = 0; slice < geometry.Size.Z; slice++)
            {
                ReadOnlySpan<int> plane = voxels.Slice(slice * pixels, pixels);
                if (options.SkipEmptyFrames && !plane.Contains(segment))
                {
                    continue;
                }

                byte[] mask = new byte[pixels];
                for (int i = 0; i < pixels; i++)
                {
                    mask[i] = plane[i] == segment ? (byte)1 : (byte)0;
                }

                frames.Add(new DicomSegmentationFrame(segment, slice, mask));
            }
        }

        GC.KeepAlive(ordered);
        return Create(frames, geometry, segments, DicomSegmentationKind.Binary, options);
    }

    /// <summary>Makes a fractional segmentation of a volume for each segment.</summary>
    /// <param name="fractions">Values of 0 to 1 for each segment: Float32 or Float64, axes x, y and z, one <see cref="Image.Geometry"/>. They are stored in 256 steps.</param>
    /// <param name="segments">All segments in the order of their numbers 1, 2, 3 ...</param>
    /// <param name="kind">Probability or Occupancy.</param>
    /// <param name="options">How to write it.</param>
    /// <returns>A file to save, explicit little endian, one byte for each pixel.</returns>
    /// <exception cref="DicomException">The volumes differ in size or hold values outside 0 to 1, or numbers do not count from 1.</exception>
    public static DicomFile FromFractions(IReadOnlyList<Image> fractions, IReadOnlyList<DicomSegment> segments, DicomSegmentationKind kind, DicomSegmentationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fractions);
        CheckSegments(segments);
        if (fractions.Count != segments.Count || kind == DicomSegmentationKind.Binary)
        {
            throw new DicomException($"{What}: {fractions.Count} volumes for {segments.Count} segments of kind {kind}; give one volume for each segment, and Probability or Occupancy.");
        }

        options ??= new DicomSegmentationOptions();
        ImageGeometry geometry = Geometry(fractions[0]);
        int pixels = geometry.Size.X * geometry.Size.Y;
        List<DicomSegmentationFrame> frames = [];
        for (int segment = 1; segment <= segments.Count; segment++)
        {
            Image volume = fractions[segment - 1];
            if (!volume.PixelType.IsFloat() || Geometry(volume).Size != geometry.Size)
            {
                throw new DicomException($"{What}: the volume {volume} of segment {segment} must be of float and have {geometry.Size} voxels as the first.");
            }

            Image ordered = volume.ConvertTo(PixelType.Float32).Rearrange("xyz");
            Span<float> voxels = ordered.AsSpan<float>();
            for (int slice = 0; slice < geometry.Size.Z; slice++)
            {
                byte[] steps = Steps(voxels.Slice(slice * pixels, pixels), segment);
                if (!options.SkipEmptyFrames || steps.AsSpan().ContainsAnyExcept((byte)0))
                {
                    frames.Add(new DicomSegmentationFrame(segment, slice, steps));
                }
            }

            GC.KeepAlive(ordered);
        }

        return Create(frames, geometry, segments, kind, options);
    }

    private static byte[] Steps(ReadOnlySpan<float> values, int segment)
    {
        byte[] steps = new byte[values.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            if (!(values[i] is >= 0 and <= 1))
            {
                throw new DicomException(FormattableString.Invariant($"{What}: segment {segment} has the value {values[i]}; fractions are 0 to 1."));
            }

            steps[i] = (byte)MathF.Round(values[i] * byte.MaxValue);
        }

        return steps;
    }

    private static ImageGeometry Geometry(Image image)
    {
        if (image.Geometry is not { } geometry || image.SampleCount != (long)geometry.Size.X * geometry.Size.Y * geometry.Size.Z)
        {
            throw new DicomException($"{What}: {image} needs a geometry and the axes x, y and z alone.");
        }

        if (!geometry.IsOrthogonal)
        {
            throw new DicomException($"{What}: the axes of {image} are not orthogonal, so its slices do not lie right above each other; resample it.") { Tag = ObjectTags.PlaneOrientationSequence };
        }

        return image.SampleCount <= int.MaxValue && image.Width <= ushort.MaxValue && image.Height <= ushort.MaxValue ? geometry
            : throw new DicomException($"{What}: {image} is larger than the {ushort.MaxValue} columns and rows and {int.MaxValue} voxels that are written; crop it.");
    }

    private static void CheckSegments(IReadOnlyList<DicomSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        for (int i = 0; i < segments.Count; i++)
        {
            if (segments[i].Number != i + 1)
            {
                throw new DicomException($"{What}: segment \"{segments[i].Label}\" at place {i + 1} has the number {segments[i].Number}; numbers count from 1 without a gap (PS3.3 section C.8.20.4).")
                {
                    Tag = ObjectTags.SegmentNumber,
                };
            }
        }

        if (segments.Count is 0 or > ushort.MaxValue)
        {
            throw new DicomException($"{What}: {segments.Count} segments were given; there must be 1 to {ushort.MaxValue}.") { Tag = ObjectTags.SegmentSequence };
        }
    }

    private static DicomFile Create(List<DicomSegmentationFrame> frames, ImageGeometry geometry, IReadOnlyList<DicomSegment> segments, DicomSegmentationKind kind, DicomSegmentationOptions options)
    {
        if (frames.Count == 0)
        {
            // An object has at least one frame.
            frames.Add(new DicomSegmentationFrame(1, 0, new byte[geometry.Size.X * geometry.Size.Y]));
        }

        DicomDataSet dataSet = DicomSegmentationStart.Create(geometry, segments, kind, options);
        DicomSegmentationGroups.Add(dataSet, frames, geometry, options.Sources);
        dataSet.Set(DicomTags.NumberOfFrames, frames.Count);
        dataSet.Set(Pixels(frames, kind));
        return new DicomFile(dataSet);
    }

    private static DicomElement Pixels(List<DicomSegmentationFrame> frames, DicomSegmentationKind kind)
    {
        long frameBits = frames[0].Pixels.Length * (kind == DicomSegmentationKind.Binary ? 1L : 8L);
        long bytes = ((frameBits * frames.Count) + 7) / 8;
        if (bytes > Array.MaxLength)
        {
            throw new DicomException($"{What}: {frames.Count} frames need {bytes} bytes, at most {Array.MaxLength} are written; split the segments into several objects.") { Tag = DicomTags.PixelData };
        }

        byte[] value = new byte[bytes];
        for (int i = 0; i < frames.Count; i++)
        {
            if (kind == DicomSegmentationKind.Binary)
            {
                DicomBits.Pack(frames[i].Pixels, value, i * frameBits);
            }
            else
            {
                frames[i].Pixels.CopyTo(value, i * frames[i].Pixels.Length);
            }
        }

        return new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomBytes(value));
    }
}
