using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>Writes MetaImage files.</summary>
internal static class MetaImageWriter
{
    public static void Write(VolumeTarget target, Image image, MetaImageWriteOptions options)
    {
        Image ordered = Ordered(image);
        bool detached = target.EndsWith(".mhd");
        if (detached)
        {
            VolumeTarget data = target.WithEnding(".mhd", options.Compress ? ".zraw" : ".raw");
            long packed = 0;
            data.Write(stream => packed = WriteSamples(stream, ordered, options));
            target.Write(stream => stream.Write(Encoding.Latin1.GetBytes(Header(target, ordered, options, packed, Path.GetFileName(data.Path)!))));
            return;
        }

        target.Write(stream =>
        {
            if (!options.Compress)
            {
                stream.Write(Encoding.Latin1.GetBytes(Header(target, ordered, options, 0, "LOCAL")));
                WriteSamples(stream, ordered, options);
                return;
            }

            // The header states the packed length, so the samples are packed first.
            using MemoryStream samples = new();
            long packed = WriteSamples(samples, ordered, options);
            stream.Write(Encoding.Latin1.GetBytes(Header(target, ordered, options, packed, "LOCAL")));
            samples.WriteTo(stream);
        });
    }

    private static long WriteSamples(Stream stream, Image image, MetaImageWriteOptions options)
    {
        if (!options.Compress)
        {
            SampleWriter.Write(stream, image, options.IsBigEndian);
            return 0;
        }

        long before = stream.Position;
        using (ZLibStream zlib = new(stream, options.Level, leaveOpen: true))
        {
            SampleWriter.Write(zlib, image, options.IsBigEndian);
        }

        return stream.Position - before;
    }

    // Several samples per voxel lie next to each other; the other axes in their order, none left out. A place in space needs x, y and z.
    private static Image Ordered(Image image)
    {
        string letters = image.ChannelCount > 1 ? VolumeAxes.Interleaved : "xyzto";
        int last = (image.Geometry is null ? image.Axes : image.Axes + "z").Max(letter => letters.IndexOf(letter, StringComparison.Ordinal));
        return image.Permute(letters[..(last + 1)]);
    }

    private static string Header(VolumeTarget target, Image image, MetaImageWriteOptions options, long packed, string dataFile)
    {
        int channels = image.ChannelCount;
        int[] sizes = image.Sizes[(channels > 1 ? 1 : 0)..].ToArray();
        int rank = sizes.Length;
        StringBuilder header = new("ObjectType = Image\n");
        Line(header, "NDims", rank.ToString(CultureInfo.InvariantCulture));
        Line(header, "BinaryData", "True");
        Line(header, "BinaryDataByteOrderMSB", options.IsBigEndian ? "True" : "False");
        Line(header, "CompressedData", options.Compress ? "True" : "False");
        if (options.Compress)
        {
            Line(header, "CompressedDataSize", packed.ToString(CultureInfo.InvariantCulture));
        }

        if (image.Geometry is { } geometry)
        {
            Place(header, geometry, rank, image.Metadata.TryGet(VolumeKeys.TimeStep, out double step) ? step : 1);
        }

        Line(header, "DimSize", string.Join(' ', sizes));
        foreach ((string key, object value) in image.Metadata)
        {
            if (key.StartsWith(MetaImageKeys.FieldPrefix, StringComparison.Ordinal) && value is string text)
            {
                Line(header, key[MetaImageKeys.FieldPrefix.Length..], Checked(target, key, text));
            }
        }

        if (channels > 1)
        {
            Line(header, "ElementNumberOfChannels", channels.ToString(CultureInfo.InvariantCulture));
        }

        Line(header, "ElementType", MetaImageTypes.Name(image.PixelType));
        Line(header, "ElementDataFile", dataFile);
        return header.ToString();
    }

    private static void Place(StringBuilder header, ImageGeometry geometry, int rank, double timeStep)
    {
        Vector3D[] axes = [geometry.XAxis, geometry.YAxis, geometry.ZAxis];
        List<double> matrix = [];
        for (int column = 0; column < rank; column++)
        {
            for (int row = 0; row < rank; row++)
            {
                matrix.Add(column >= 3 || row >= 3 ? (column == row ? 1 : 0) : row == 0 ? axes[column].X : row == 1 ? axes[column].Y : axes[column].Z);
            }
        }

        Line(header, "TransformMatrix", Numbers(matrix));
        Line(header, "Offset", Numbers(new[] { geometry.OriginMm.X, geometry.OriginMm.Y, geometry.OriginMm.Z, 0, 0, 0 }.Take(rank)));
        Line(header, "ElementSpacing", Numbers(new[] { geometry.SpacingMm.X, geometry.SpacingMm.Y, geometry.SpacingMm.Z, timeStep, 1, 1 }.Take(rank)));
    }

    private static string Numbers(IEnumerable<double> values) => string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static void Line(StringBuilder header, string name, string value) => header.Append(name).Append(" = ").Append(value).Append('\n');

    private static string Checked(VolumeTarget target, string key, string text)
        => text.AsSpan().IndexOfAnyExceptInRange(' ', '\u00FF') < 0 && key.AsSpan().IndexOfAny('=', '\n') < 0
            ? text
            : throw new ImageFileException(MetaImageFormat.FormatName, target.Path ?? "stream", $"MetaImage: \"{target.Path ?? "stream"}\": {key} is \"{NrrdFields.Short(text)}\", a field holds one line of Latin-1 characters.");
}
