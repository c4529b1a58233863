using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Writes samples of any strides to a stream, in the order of the axes.</summary>
internal static unsafe class SampleWriter
{
    private const int PieceBytes = 1 << 20;

    /// <summary>Writes every sample in the bytes of its type.</summary>
    /// <param name="destination">Where they go.</param>
    /// <param name="image">The first axis is written fastest.</param>
    /// <param name="isBigEndian">Byte order.</param>
    /// <param name="convert">Makes the samples to write of a part of the image; null where they are written as they are.</param>
    public static void Write(Stream destination, Image image, bool isBigEndian = false, Func<Image, Image>? convert = null)
    {
        if (image.IsContiguous && convert is null)
        {
            WriteRun(destination, image, isBigEndian);
            return;
        }

        // One step along the last axis of some size at a time, so that a turned or converted volume is never copied as a whole.
        int axis = image.Rank - 1;
        while (axis > 0 && image.Sizes[axis] == 1)
        {
            axis--;
        }

        for (int i = 0; i < image.Sizes[axis]; i++)
        {
            Image part = image.Crop(image.Axes[axis], i..(i + 1));
            WriteRun(destination, convert is null ? part.Copy() : convert(part), isBigEndian);
        }
    }

    /// <summary>Every sample as a decimal number, in lines along the first axis.</summary>
    public static void WriteText(Stream destination, Image image)
    {
        Image real = image.IsContiguous ? image : image.Copy();
        using StreamWriter text = new(destination, leaveOpen: true) { NewLine = "\n" };
        long row = image.Sizes[0];
        byte* sample = (byte*)real.Address;
        for (long i = 0; i < real.SampleCount; i++, sample += real.PixelType.ByteCount())
        {
            text.Write(Text(real.PixelType, sample));
            text.Write((i + 1) % row == 0 ? '\n' : ' ');
        }

        GC.KeepAlive(real);
    }

    private static string Text(PixelType type, byte* sample) => type switch
    {
        PixelType.Int8 => FormattableString.Invariant($"{*(sbyte*)sample}"),
        PixelType.UInt16 => FormattableString.Invariant($"{*(ushort*)sample}"),
        PixelType.Int16 => FormattableString.Invariant($"{*(short*)sample}"),
        PixelType.UInt32 => FormattableString.Invariant($"{*(uint*)sample}"),
        PixelType.Int32 => FormattableString.Invariant($"{*(int*)sample}"),
        PixelType.UInt64 => FormattableString.Invariant($"{*(ulong*)sample}"),
        PixelType.Int64 => FormattableString.Invariant($"{*(long*)sample}"),
        PixelType.Float32 => FormattableString.Invariant($"{*(float*)sample:R}"),
        PixelType.Float64 => FormattableString.Invariant($"{*(double*)sample:R}"),
        _ => FormattableString.Invariant($"{*sample}"),
    };

    private static void WriteRun(Stream destination, Image run, bool isBigEndian)
    {
        int size = run.PixelType.ByteCount();
        long left = run.SampleCount * size;
        byte* source = (byte*)run.Address;
        byte[] swapped = isBigEndian && size > 1 ? new byte[PieceBytes] : [];
        while (left > 0)
        {
            int step = (int)Math.Min(left, PieceBytes);
            ReadOnlySpan<byte> samples = new(source, step);
            if (swapped.Length > 0)
            {
                samples.CopyTo(swapped);
                ByteOrder.Swap(swapped.AsSpan(0, step), size);
                samples = swapped.AsSpan(0, step);
            }

            destination.Write(samples);
            source += step;
            left -= step;
        }

        GC.KeepAlive(run);
    }
}
