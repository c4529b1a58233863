using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Brings stored samples into an image, straight into its memory where their type stays.</summary>
internal static unsafe class VolumeDecoder
{
    private const int PieceBytes = 1 << 18;

    /// <summary>Decodes a whole volume.</summary>
    public static Image Decode(VolumeLayout layout, VolumeReadOptions options) => Decode(layout, options, 0, 0, layout.Header.Sizes[0]);

    /// <summary>Decodes the samples of one axis from an index on.</summary>
    /// <param name="layout">The volume.</param>
    /// <param name="options">How to read.</param>
    /// <param name="axis">Position of the axis.</param>
    /// <param name="start">First index.</param>
    /// <param name="count">How many, at least 1.</param>
    public static Image Decode(VolumeLayout layout, VolumeReadOptions options, int axis, int start, int count)
    {
        VolumeHeader header = layout.Header;
        bool scaled = header.IsScaled && options.Values == VolumeValues.Real;
        PixelType type = scaled ? options.RealTypeOf(header.StoredType) : header.StoredType;
        bool plain = layout.Form is SampleForm.LittleEndian or SampleForm.BigEndian;

        // A part of a colour is cut out afterwards, for only then its meaning is known.
        bool whole = !plain || header.Axes[axis] == 'c' || count == header.Sizes[axis];
        long taken = whole ? header.SampleCount : header.SampleCount / header.Sizes[axis] * count;
        VolumeRoom.Check(layout, Saturate(taken, type.ByteCount() + (scaled && !plain ? header.StoredType.ByteCount() : 0)), options);

        int[] sizes = header.Sizes.ToArray();
        sizes[axis] = whole ? sizes[axis] : count;
        Image image = Create(header, sizes, type, whole ? header.Geometry : Part(header, axis, start, count), options);
        if (plain)
        {
            // All samples along the last axis are one run.
            int along = whole ? sizes.Length - 1 : axis;
            ReadRuns(layout, new Runs(header, along, whole ? 0 : start, sizes[along]), image, scaled);
        }
        else
        {
            Image stored = scaled ? Image.Uncleared(header.Axes, sizes, header.StoredType) : image;
            WrittenSamples.Read(layout, stored);
            if (scaled)
            {
                Scaling(header).Run(header.StoredType, (void*)stored.Address, header.SampleCount, type, (void*)image.Address);
                GC.KeepAlive(stored);
            }
        }

        return whole && count != header.Sizes[axis] ? image.Crop(header.Axes[axis], start..(start + count)).Copy() : image;
    }

    private static SampleScaling Scaling(VolumeHeader header) => new(header.Slope, header.Intercept, header.Metadata.TryGet(VolumeKeys.IsComplex, out bool complex) && complex);

    private static void ReadRuns(VolumeLayout layout, Runs runs, Image image, bool scaled)
    {
        using VolumeBytes bytes = new(layout);
        PixelType stored = layout.Header.StoredType;
        int size = stored.ByteCount();
        bool swap = layout.Form == SampleForm.BigEndian;
        byte* destination = (byte*)image.Address;
        byte[] piece = scaled ? new byte[PieceBytes] : [];
        SampleScaling scaling = Scaling(layout.Header);
        for (long run = 0; run < runs.Count; run++)
        {
            bytes.Skip(runs.Before);
            long left = runs.Length;
            while (left > 0)
            {
                int step = (int)Math.Min(left, PieceBytes);
                Span<byte> samples = scaled ? piece.AsSpan(0, step) : new Span<byte>(destination, step);
                bytes.Read(samples);
                if (swap)
                {
                    ByteOrder.Swap(samples, size);
                }

                if (scaled)
                {
                    fixed (byte* source = samples)
                    {
                        scaling.Run(stored, source, step / size, image.PixelType, destination);
                    }
                }

                destination += step / size * image.PixelType.ByteCount();
                left -= step;
            }

            if (run < runs.Count - 1)
            {
                bytes.Skip(runs.After);
            }
        }

        bytes.Finish();
        GC.KeepAlive(image);
    }

    // Every sample will be written, so the memory need not be cleared as that of a fresh image is.
    private static Image Create(VolumeHeader header, int[] sizes, PixelType type, ImageGeometry? geometry, VolumeReadOptions options)
    {
        Image image = Image.Uncleared(header.Axes, sizes, type, header.Color, geometry);
        foreach ((string key, object value) in header.Metadata)
        {
            image.Metadata.Set(key, value);
        }

        if (header.IsScaled && options.Values == VolumeValues.Stored)
        {
            image.Metadata.Set(VolumeKeys.Slope, header.Slope);
            image.Metadata.Set(VolumeKeys.Intercept, header.Intercept);
        }

        return image;
    }

    private static ImageGeometry? Part(VolumeHeader header, int axis, int start, int count)
    {
        if (header.Geometry is not { } geometry)
        {
            return null;
        }

        char letter = header.Axes[axis];
        VoxelCounts size = geometry.Size;
        return geometry.Crop(
            new Vector3D(letter == 'x' ? start : 0, letter == 'y' ? start : 0, letter == 'z' ? start : 0),
            new VoxelCounts(letter == 'x' ? count : size.X, letter == 'y' ? count : size.Y, letter == 'z' ? count : size.Z));
    }

    private static long Saturate(long count, int bytes) => count > long.MaxValue / bytes ? long.MaxValue : count * bytes;

    // The samples of a part of one axis lie in runs, one for every step along the axes behind it.
    private readonly struct Runs
    {
        public Runs(VolumeHeader header, int axis, int start, int count)
        {
            long inner = header.StoredType.ByteCount();
            for (int i = 0; i < axis; i++)
            {
                inner *= header.Sizes[i];
            }

            Before = inner * start;
            Length = inner * count;
            After = inner * (header.Sizes[axis] - start - count);
            Count = header.SampleCount * header.StoredType.ByteCount() / (inner * header.Sizes[axis]);
        }

        public long Before { get; }

        public long Length { get; }

        public long After { get; }

        public long Count { get; }
    }
}
