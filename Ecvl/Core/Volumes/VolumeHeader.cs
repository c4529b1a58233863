namespace DeepHealth.Ecvl;

/// <summary>What a volume file says about its samples, without them.</summary>
public sealed class VolumeHeader
{
    private readonly int[] _sizes;

    internal VolumeHeader(string format, string axes, int[] sizes, PixelType storedType, ColorType color, ImageGeometry? geometry, ImageMetadata metadata)
    {
        Format = format;
        Axes = axes;
        _sizes = sizes;
        StoredType = storedType;
        Color = color;
        Geometry = geometry;
        Metadata = metadata;
    }

    /// <summary>Name of the format: <c>NIfTI</c>, <c>Analyze</c>, <c>NRRD</c> or <c>MetaImage</c>.</summary>
    public string Format { get; }

    /// <summary>One letter per axis as in <see cref="Image.Axes"/>, in the order of the file: the first lies fastest.</summary>
    public string Axes { get; }

    /// <summary>Samples along each axis.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Type of the stored samples.</summary>
    public PixelType StoredType { get; }

    /// <summary>Meaning of the axis <c>c</c>.</summary>
    public ColorType Color { get; }

    /// <summary>Place in space; null where the file gives none that spans space.</summary>
    public ImageGeometry? Geometry { get; }

    /// <summary>Factor from stored samples to real values; 1 where the file states none.</summary>
    public double Slope { get; internal init; } = 1;

    /// <summary>What is added after the factor; 0 where the file states none.</summary>
    public double Intercept { get; internal init; }

    /// <summary>Whether <see cref="Slope"/> or <see cref="Intercept"/> change a sample.</summary>
    public bool IsScaled => Slope != 1 || Intercept != 0;

    /// <summary>Facts of the file; see <see cref="VolumeKeys"/>, <see cref="NiftiKeys"/>, <see cref="NrrdKeys"/> and <see cref="MetaImageKeys"/>.</summary>
    public ImageMetadata Metadata { get; }

    /// <summary>Number of samples.</summary>
    public long SampleCount
    {
        get
        {
            long count = 1;
            foreach (int size in _sizes)
            {
                count *= size;
            }

            return count;
        }
    }

    /// <summary>Bytes of the stored samples.</summary>
    internal long StoredBytes => SampleCount * StoredType.ByteCount();

    /// <summary>Text such as <c>NIfTI xyzt [64, 64, 15, 10] Int16</c>.</summary>
    public override string ToString() => $"{Format} {AxisRules.Text(Axes, _sizes)} {StoredType}";
}
