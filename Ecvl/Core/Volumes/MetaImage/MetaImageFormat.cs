using System.Globalization;

namespace DeepHealth.Ecvl;

/// <summary>MetaImage (ITK's .mha and .mhd), with the samples behind the header or in files of their own.</summary>
/// <remarks>MetaIO documentation of ITK. The coordinates are LPS in mm, and TransformMatrix lists the direction of one axis after the other.</remarks>
internal sealed class MetaImageFormat : IVolumeFormat
{
    public const string FormatName = "MetaImage";

    private const int MostDimensions = 10;

    // Fields whose meaning is in the image itself; the others go to the metadata.
    private static readonly string[] s_known =
    [
        "ObjectType", "NDims", "DimSize", "BinaryData", "BinaryDataByteOrderMSB", "ElementByteOrderMSB", "CompressedData", "CompressedDataSize", "TransformMatrix",
        "Rotation", "Orientation", "Offset", "Position", "Origin", "CenterOfRotation", "ElementSpacing", "ElementSize", "ElementNumberOfChannels", "ElementType",
        "HeaderSize", "ElementDataFile", "AnatomicalOrientation",
    ];

    public string Name => FormatName;

    public IReadOnlyList<string> Extensions { get; } = [".mha", ".mhd"];

    // There is no magic: the first line must be a field that headers begin with.
    public bool Recognizes(ReadOnlySpan<byte> start)
    {
        int equals = start.IndexOf((byte)'=');
        if (equals < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> name = start[..equals].Trim(" \t\r\n"u8);
        return name.SequenceEqual("ObjectType"u8) || name.SequenceEqual("NDims"u8) || name.SequenceEqual("Comment"u8);
    }

    public VolumeLayout Parse(VolumeSource source, bool headerOnly)
    {
        HeaderLines lines = new(source, FormatName);
        MetaImageFields fields = MetaImageFields.Read(lines);
        if (fields["ObjectType"] is { } kind && kind != "Image")
        {
            throw lines.Fault($"ObjectType is \"{NrrdFields.Short(kind)}\", only Image can be read.");
        }

        int rank = (int)lines.Integer("NDims", Need(lines, fields, "NDims"), 1, MostDimensions);
        long[] dimensions = lines.Integers("DimSize", Need(lines, fields, "DimSize"), 1, rank);
        long channels = fields["ElementNumberOfChannels"] is { } stated ? lines.Integer("ElementNumberOfChannels", stated, 1, int.MaxValue) : 1;
        string typeName = Need(lines, fields, "ElementType");
        PixelType type = MetaImageTypes.Find(typeName) ?? throw lines.Fault($"ElementType is \"{NrrdFields.Short(typeName)}\", no type of samples that can be read.");
        (string axes, int[] sizes) = VolumeAxes.Map(channels > 1 ? VolumeAxes.Interleaved : VolumeAxes.Plain, channels > 1 ? [channels, .. dimensions] : dimensions)
            ?? throw lines.Fault($"DimSize is [{string.Join(", ", dimensions)}] with {channels} channels; no image can have so many samples.");
        ImageMetadata metadata = new();
        foreach ((string name, string value) in fields.All)
        {
            if (!s_known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                metadata.Set(MetaImageKeys.FieldPrefix + name, value);
            }
        }

        double[]? spacing = (fields["ElementSpacing", "ElementSize"] is { } steps) ? lines.Reals("ElementSpacing", steps, rank) : null;
        if (rank > 3 && spacing is not null)
        {
            metadata.Set(VolumeKeys.TimeStep, spacing[3]);
        }

        VolumeHeader header = new(FormatName, axes, sizes, type, ColorType.None, Geometry(lines, fields, rank, spacing, VolumeAxes.Voxels(axes, sizes)), metadata);
        return Layout(source, lines, fields, header, headerOnly);
    }

    public void Write(VolumeTarget target, Image image, VolumeWriteOptions? options) => MetaImageWriter.Write(target, image, (MetaImageWriteOptions?)options ?? new MetaImageWriteOptions());

    private static string Need(HeaderLines lines, MetaImageFields fields, string name) => fields[name] ?? throw lines.Fault($"the field {name} is missing.");

    private static ImageGeometry? Geometry(HeaderLines lines, MetaImageFields fields, int rank, double[]? spacing, VoxelCounts size)
    {
        double[]? matrix = fields["TransformMatrix", "Rotation", "Orientation"] is { } directions ? lines.Reals("TransformMatrix", directions, rank * rank) : null;
        double[]? offset = fields["Offset", "Position", "Origin"] is { } origin ? lines.Reals("Offset", origin, rank) : null;
        if (spacing is null && matrix is null && offset is null)
        {
            return null;
        }

        double[] affine = new double[16];
        affine[15] = 1;
        for (int column = 0; column < 3; column++)
        {
            for (int row = 0; row < 3; row++)
            {
                bool stated = matrix is not null && column < rank && row < rank;
                double direction = stated ? matrix![(column * rank) + row] : column == row ? 1 : 0;
                affine[(row * 4) + column] = direction * (spacing is not null && column < rank ? spacing[column] : 1);
            }

            affine[(column * 4) + 3] = offset is not null && column < rank ? offset[column] : 0;
        }

        return ImageGeometry.TryFromAffine(size, affine, out ImageGeometry? geometry) ? geometry : null;
    }

    private static VolumeLayout Layout(VolumeSource source, HeaderLines lines, MetaImageFields fields, VolumeHeader header, bool headerOnly)
    {
        bool text = fields["BinaryData"] is not null && !fields.IsTrue("BinaryData");
        bool compressed = fields.IsTrue("CompressedData");
        SampleForm form = text ? SampleForm.Text : fields.IsTrue("BinaryDataByteOrderMSB", "ElementByteOrderMSB") ? SampleForm.BigEndian : SampleForm.LittleEndian;
        long skipped = fields["HeaderSize"] is { } size ? lines.Integer("HeaderSize", size, -1, long.MaxValue / 4) : 0;
        if (compressed && (text || skipped < 0))
        {
            throw lines.Fault($"CompressedData goes with BinaryData = False or HeaderSize = -1, which cannot be read.");
        }

        if (headerOnly)
        {
            return new VolumeLayout(header, form, []);
        }

        long units = text ? header.SampleCount : header.StoredBytes;
        VolumePiece Piece(VolumeSource file, long offset, long part) => skipped >= 0
            ? new VolumePiece(file, compressed ? Packing(file, offset + skipped) : VolumePacking.None, offset + skipped, 0, 0, part)

            // -1: the samples end with the file. A file that is too short is found when the room is checked.
            : new VolumePiece(file, VolumePacking.None, Math.Max(offset, file.Length - part), 0, 0, part);
        string name = fields["ElementDataFile"]!;
        if (name.Equals("LOCAL", StringComparison.OrdinalIgnoreCase))
        {
            return new VolumeLayout(header, form, [Piece(source, fields.DataOffset, units)]);
        }

        return new VolumeLayout(header, form, DataFiles.Pieces(source, FormatName, Names(lines, name), units, (file, part) => Piece(file, 0, part)));
    }

    private static List<string> Names(HeaderLines lines, string text)
    {
        string[] words = HeaderLines.Words(text);
        if (words is ["LIST", ..])
        {
            return DataFiles.List(lines);
        }

        // "slice%03d.raw 1 60 1": a pattern, first, last and step; without them the rest is a name with spaces.
        bool series = words.Length is > 1 and <= 4 && words[0].Contains('%', StringComparison.Ordinal)
            && words[1..].All(word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
        if (!series)
        {
            return [text];
        }

        long[] numbers = lines.Integers("ElementDataFile", string.Join(' ', words[1..]), long.MinValue);
        return DataFiles.Series(lines, "ElementDataFile", words[0], [numbers[0], numbers.Length > 1 ? numbers[1] : numbers[0], numbers.Length > 2 ? numbers[2] : 1]);
    }

    // MetaIO unpacks both, whatever the header calls them.
    private static VolumePacking Packing(VolumeSource file, long offset)
    {
        using Stream stream = file.Open();
        stream.Position = Math.Min(offset, file.Length);
        return stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B ? VolumePacking.Gzip : VolumePacking.Zlib;
    }
}
