namespace DeepHealth.Ecvl;

/// <summary>NRRD, versions 1 to 5, with the samples behind the header or in files of their own.</summary>
/// <remarks>"Definition of NRRD File Format", teem.sourceforge.net/nrrd/format.html. Without a named space the coordinates are taken as LPS, as ITK does.</remarks>
internal sealed class NrrdFormat : IVolumeFormat
{
    public const string FormatName = "NRRD";

    private const int MostAxes = 6;

    public string Name => FormatName;

    public IReadOnlyList<string> Extensions { get; } = [".nrrd", ".nhdr"];

    public bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith("NRRD000"u8);

    public VolumeLayout Parse(VolumeSource source, bool headerOnly)
    {
        HeaderLines lines = new(source, FormatName);
        NrrdFields fields = NrrdFields.Read(lines);
        int rank = (int)lines.Integer("dimension", Need(lines, fields, "dimension"), 1, MostAxes);
        long[] dimensions = lines.Integers("sizes", Need(lines, fields, "sizes"), 1, rank);
        string typeName = Need(lines, fields, "type");
        PixelType type = NrrdTypes.Find(typeName) ?? throw lines.Fault($"type is \"{NrrdFields.Short(typeName)}\", no type of samples that can be read.");
        NrrdAxes axes = new(lines, fields, rank);
        string letters = axes.Letters();
        int[] sizes = VolumeAxes.Map(letters, dimensions)?.Sizes ?? throw lines.Fault($"sizes are [{string.Join(", ", dimensions)}]; no image can have so many samples.");
        ColorType color = axes.Color(letters, letters.Contains('c', StringComparison.Ordinal) ? sizes[letters.IndexOf('c', StringComparison.Ordinal)] : 0);
        VolumeHeader header = new(FormatName, letters, sizes, type, color, axes.Geometry(letters, sizes), Metadata(fields, axes, letters));
        return NrrdData.Layout(source, lines, fields, header, headerOnly);
    }

    public void Write(VolumeTarget target, Image image, VolumeWriteOptions? options) => NrrdWriter.Write(target, image, (NrrdWriteOptions?)options ?? new NrrdWriteOptions());

    private static string Need(HeaderLines lines, NrrdFields fields, string name) => fields[name] ?? throw lines.Fault($"the field \"{name}\" is missing.");

    private static ImageMetadata Metadata(NrrdFields fields, NrrdAxes axes, string letters)
    {
        ImageMetadata metadata = new();
        Set(metadata, NrrdKeys.Content, fields["content"]);
        Set(metadata, NrrdKeys.SampleUnits, fields["sampleunits"]?.Trim('"'));
        if (fields["kinds"] is { } kinds)
        {
            metadata.Set(NrrdKeys.Kinds, HeaderLines.Words(kinds));
        }

        if (fields["labels"] is { } labels)
        {
            metadata.Set(NrrdKeys.Labels, labels.Split('"').Where((_, index) => index % 2 == 1).ToArray());
        }

        if (axes.TimeStep(letters) is { } step)
        {
            metadata.Set(VolumeKeys.TimeStep, step);
        }

        if (axes.MeasurementFrame() is { } frame)
        {
            metadata.Set(NrrdKeys.MeasurementFrame, frame);
        }

        if (axes.IsComplex(letters))
        {
            metadata.Set(VolumeKeys.IsComplex, true);
        }

        foreach ((string key, string value) in fields.Pairs)
        {
            metadata.Set(NrrdKeys.KeyPrefix + key, value);
        }

        return metadata;
    }

    private static void Set(ImageMetadata metadata, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            metadata.Set(key, value);
        }
    }
}
