using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>Writes NRRD files: version 4, or 5 where a measurement frame needs it.</summary>
internal static class NrrdWriter
{
    public static void Write(VolumeTarget target, Image image, NrrdWriteOptions options)
    {
        Image ordered = image.Permute(Order(image));
        bool detached = target.EndsWith(".nhdr");
        string ending = options.Encoding switch
        {
            NrrdEncoding.Gzip => ".raw.gz",
            NrrdEncoding.Text => ".txt",
            _ => ".raw",
        };
        if (detached)
        {
            VolumeTarget data = target.WithEnding(".nhdr", ending);
            data.Write(stream => WriteSamples(stream, ordered, options));
            target.Write(stream => stream.Write(Encoding.Latin1.GetBytes(Header(target, ordered, options, Path.GetFileName(data.Path)))));
            return;
        }

        target.Write(stream =>
        {
            stream.Write(Encoding.Latin1.GetBytes(Header(target, ordered, options, null)));
            WriteSamples(stream, ordered, options);
        });
    }

    private static void WriteSamples(Stream stream, Image image, NrrdWriteOptions options)
    {
        switch (options.Encoding)
        {
            case NrrdEncoding.Gzip:
                using (GZipStream gzip = new(stream, options.Level, leaveOpen: true))
                {
                    SampleWriter.Write(gzip, image, options.IsBigEndian);
                }

                break;
            case NrrdEncoding.Text:
                SampleWriter.WriteText(stream, image);
                break;
            default:
                SampleWriter.Write(stream, image, options.IsBigEndian);
                break;
        }
    }

    // Readers name spatial axes by their order, so x, y and z must come in that order with none left out; a place in space needs all three.
    private static string Order(Image image)
    {
        string axes = image.Axes;
        int spatial = image.Geometry is not null ? 3 : "zyx".Select((letter, index) => axes.Contains(letter, StringComparison.Ordinal) ? 3 - index : 0).Max();
        Queue<char> letters = new("xyz"[..spatial]);
        StringBuilder ordered = new();
        foreach (char letter in axes)
        {
            ordered.Append(letter is 'x' or 'y' or 'z' ? letters.Dequeue() : letter);
        }

        // A letter that was missing goes behind the spatial ones that are there.
        int last = ordered.ToString().LastIndexOfAny(['x', 'y', 'z']);
        return ordered.Insert(last + 1, string.Concat(letters)).ToString();
    }

    private static string Header(VolumeTarget target, Image image, NrrdWriteOptions options, string? dataFile)
    {
        bool frame = image.Metadata.TryGet<double[]>(NrrdKeys.MeasurementFrame, out double[]? vectors) && vectors.Length == 9 && image.Geometry is not null;
        StringBuilder header = new(frame ? "NRRD0005\n" : "NRRD0004\n");
        Line(header, "type", NrrdTypes.Name(image.PixelType));
        Line(header, "dimension", image.Rank.ToString(CultureInfo.InvariantCulture));
        Line(header, "sizes", string.Join(' ', image.Sizes.ToArray()));
        if (image.Geometry is { } geometry)
        {
            Line(header, "space", "left-posterior-superior");
            Line(header, "space directions", string.Join(' ', image.Axes.Select(axis => Direction(geometry, axis))));
            Line(header, "space origin", Vector(geometry.OriginMm));
            Line(header, "space units", "\"mm\" \"mm\" \"mm\"");
        }
        else if (image.Axes.Contains('t', StringComparison.Ordinal) && image.Metadata.TryGet(VolumeKeys.TimeStep, out double step))
        {
            Line(header, "spacings", string.Join(' ', image.Axes.Select(axis => axis == 't' ? step.ToString("R", CultureInfo.InvariantCulture) : "nan")));
        }

        Line(header, "kinds", string.Join(' ', image.Axes.Select(axis => Kind(image, axis))));
        if (frame)
        {
            Line(header, "measurement frame", string.Join(' ', Enumerable.Range(0, 3).Select(i => Vector(new Vector3D(vectors![3 * i], vectors[(3 * i) + 1], vectors[(3 * i) + 2])))));
        }

        if (image.PixelType.ByteCount() > 1 && options.Encoding != NrrdEncoding.Text)
        {
            Line(header, "endian", options.IsBigEndian ? "big" : "little");
        }

        Line(header, "encoding", options.Encoding == NrrdEncoding.Text ? "text" : options.Encoding == NrrdEncoding.Gzip ? "gzip" : "raw");
        Facts(target, header, image.Metadata);
        if (dataFile is not null)
        {
            Line(header, "data file", dataFile);
        }

        return header.Append('\n').ToString();
    }

    private static void Facts(VolumeTarget target, StringBuilder header, ImageMetadata metadata)
    {
        foreach ((string key, object value) in metadata)
        {
            if (value is not string text)
            {
                continue;
            }

            if (key.StartsWith(NrrdKeys.KeyPrefix, StringComparison.Ordinal))
            {
                string name = key[NrrdKeys.KeyPrefix.Length..];
                header.Append(Latin(target, key, Escape(name).Replace(":=", ": =", StringComparison.Ordinal))).Append(":=").Append(Latin(target, key, Escape(text))).Append('\n');
            }
            else if (key is NrrdKeys.Content or NrrdKeys.SampleUnits)
            {
                string line = Latin(target, key, text.ReplaceLineEndings(" "));
                Line(header, key == NrrdKeys.Content ? "content" : "sample units", key == NrrdKeys.Content ? line : $"\"{line}\"");
            }
        }
    }

    private static void Line(StringBuilder header, string field, string value) => header.Append(field).Append(": ").Append(value).Append('\n');

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Latin(VolumeTarget target, string key, string text)
    {
        int foreign = text.AsSpan().IndexOfAnyExceptInRange('\u0001', '\u00FF');
        return foreign < 0 ? text : throw new ImageFileException(NrrdFormat.FormatName, target.Path ?? "stream", $"NRRD: \"{target.Path ?? "stream"}\": {key} holds U+{(int)text[foreign]:X4}, a header holds Latin-1 characters only.");
    }

    private static string Direction(ImageGeometry geometry, char axis) => axis switch
    {
        'x' => Vector(geometry.SpacingMm.X * geometry.XAxis),
        'y' => Vector(geometry.SpacingMm.Y * geometry.YAxis),
        'z' => Vector(geometry.SpacingMm.Z * geometry.ZAxis),
        _ => "none",
    };

    private static string Vector(Vector3D vector) => string.Create(CultureInfo.InvariantCulture, $"({vector.X:R},{vector.Y:R},{vector.Z:R})");

    private static string Kind(Image image, char axis) => axis switch
    {
        't' => "time",
        'o' => "list",
        'c' => image.Color switch
        {
            ColorType.Rgb => "RGB-color",
            ColorType.Rgba => "RGBA-color",
            ColorType.Hsv => "HSV-color",
            _ => image.Metadata.TryGet(VolumeKeys.IsComplex, out bool complex) && complex && image.ChannelCount == 2 ? "complex" : "vector",
        },
        _ => "domain",
    };
}
