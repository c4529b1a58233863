using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>Writes NIfTI-1 and NIfTI-2 files.</summary>
internal static class NiftiWriter
{
    public static void Write(VolumeTarget target, Image image, NiftiWriteOptions options)
    {
        NiftiDataType source = Type(image);
        Image ordered = Ordered(image, source);
        long[] dimensions = Dimensions(ordered, source);
        bool isVersion2 = options.Version == 2 || (options.Version == 0 && dimensions.Any(size => size > short.MaxValue));
        if (!isVersion2 && dimensions.FirstOrDefault(size => size > short.MaxValue) is long large and > 0)
        {
            throw Refused(target, $"dim holds {large}, NIfTI-1 stores sizes up to {short.MaxValue}; use Version 2");
        }

        NiftiQuantizer? quantizer = null;
        if (options.StoredType is { } stored)
        {
            if (source.Channels > 1)
            {
                throw Refused(target, $"StoredType {stored} was asked for, but {source.Name} samples are stored as they are");
            }

            quantizer = new NiftiQuantizer(ordered, stored, options.Slope, options.Intercept, !isVersion2);
        }

        NiftiHeader header = NiftiHeaderMaker.Make(target, ordered, dimensions, quantizer is null ? source : NiftiDataType.For(options.StoredType!.Value, ColorType.None, false), isVersion2, options.IsBigEndian);
        (header.Slope, header.Intercept) = Scale(ordered, options, quantizer);
        IReadOnlyList<NiftiExtension> extensions = NiftiExtension.Of(image.Metadata);
        string packed = target.EndsWith(".gz") ? ".gz" : string.Empty;
        bool compress = options.Compress ?? packed.Length > 0;
        bool isPair = target.EndsWith(".hdr" + packed) || target.EndsWith(".img" + packed);
        void WriteSamples(Stream stream) => SampleWriter.Write(stream, ordered, options.IsBigEndian, quantizer is null ? null : quantizer.Convert);
        if (isPair)
        {
            // The samples come first, so that a header never stands without them.
            string ending = target.Path![^(4 + packed.Length)..];
            target.WithEnding(ending, ".img" + packed).Write(stream => Packed(stream, compress, options.Level, WriteSamples));
            target.WithEnding(ending, ".hdr" + packed).Write(stream => Packed(stream, compress, options.Level, inner => WriteHeader(inner, header, extensions, isPair)));
            return;
        }

        header.Offset = header.Bytes + NiftiExtensions.Length(extensions);
        target.Write(stream => Packed(stream, compress, options.Level, inner =>
        {
            WriteHeader(inner, header, extensions, isPair);
            WriteSamples(inner);
        }));
    }

    /// <summary>The exception for a volume that cannot be stored.</summary>
    public static ImageFileException Refused(VolumeTarget target, string fault) => new(NiftiFormat.FormatName, target.Path ?? "stream", $"{NiftiFormat.FormatName}: \"{target.Path ?? "stream"}\": {fault}.");

    private static void Packed(Stream stream, bool compress, CompressionLevel level, Action<Stream> write)
    {
        if (!compress)
        {
            write(stream);
            return;
        }

        using GZipStream gzip = new(stream, level, leaveOpen: true);
        write(gzip);
    }

    private static void WriteHeader(Stream stream, NiftiHeader header, IReadOnlyList<NiftiExtension> extensions, bool isPair)
    {
        stream.Write(header.Write(isPair));
        NiftiExtensions.Write(stream, extensions, header.IsBigEndian);
    }

    private static NiftiDataType Type(Image image)
    {
        bool complex = image.Metadata.TryGet(VolumeKeys.IsComplex, out bool stated) && stated && image.ChannelCount == 2 && image.PixelType.IsFloat();
        ColorType color = image.Color == ColorType.Gray ? ColorType.None : image.Color;
        bool storable = color == ColorType.None || (color is ColorType.Rgb or ColorType.Rgba && image.PixelType == PixelType.UInt8);
        return storable
            ? NiftiDataType.For(image.PixelType, color, complex)
            : throw new ImageFileException(NiftiFormat.FormatName, string.Empty, $"{NiftiFormat.FormatName}: {image} cannot be stored: colours are Rgb or Rgba of UInt8; use ConvertTo, or WithColor(ColorType.None) for samples without meaning.");
    }

    // The axes in the order of the format, none left out before the last.
    private static Image Ordered(Image image, NiftiDataType type)
    {
        string letters = type.Channels > 1 ? VolumeAxes.Interleaved : VolumeAxes.Plain;
        bool dropsColor = image.Color == ColorType.Gray;
        int last = 0;
        foreach (char letter in image.Axes)
        {
            last = dropsColor && letter == 'c' ? last : Math.Max(last, letters.IndexOf(letter, StringComparison.Ordinal));
        }

        return image.Permute(letters[..(last + 1)]);
    }

    private static long[] Dimensions(Image ordered, NiftiDataType type)
    {
        int first = type.Channels > 1 ? 1 : 0;
        string letters = first == 1 ? VolumeAxes.Interleaved : VolumeAxes.Plain;
        if (ordered.Metadata.TryGet<long[]>(NiftiKeys.Dimensions, out long[]? stated) && stated.All(size => size >= 1))
        {
            // What was joined to fit the letters is taken apart again, as long as the image still has those sizes.
            long[] all = first == 1 ? [type.Channels, .. stated] : stated;
            if (stated.Length <= 7 && VolumeAxes.Map(letters, all) is { } mapped && mapped.Axes == ordered.Axes && ordered.Sizes.SequenceEqual(mapped.Sizes))
            {
                return stated;
            }
        }

        return Array.ConvertAll(ordered.Sizes[first..].ToArray(), size => (long)size);
    }

    private static (double Slope, double Intercept) Scale(Image image, NiftiWriteOptions options, NiftiQuantizer? quantizer)
    {
        if (quantizer is not null)
        {
            return (quantizer.Slope, quantizer.Intercept);
        }

        double slope = options.Slope ?? (image.Metadata.TryGet(VolumeKeys.Slope, out double stated) ? stated : 1);
        double intercept = options.Intercept ?? (image.Metadata.TryGet(VolumeKeys.Intercept, out double added) ? added : 0);
        return (slope, intercept);
    }
}
