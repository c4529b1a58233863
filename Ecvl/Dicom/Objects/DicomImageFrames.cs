using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Pixels of an image in the order of native pixel data: colour samples fastest, then columns, rows and frames (DICOM PS3.5 section 8.2).</summary>
internal sealed class DicomImageFrames
{
    private readonly Image _image;

    private DicomImageFrames(Image image, char frameAxis)
    {
        _image = image;
        FrameAxis = frameAxis;
    }

    /// <summary>The axis of the frames: <c>z</c>, <c>t</c> or <c>o</c>.</summary>
    public char FrameAxis { get; }

    public int Frames => _image.Size(FrameAxis);

    public int Rows => _image.Height;

    public int Columns => _image.Width;

    public int Samples => _image.ChannelCount;

    public PixelType PixelType => _image.PixelType;

    /// <summary>Bits of a stored value; masks take one.</summary>
    public int Bits => _image.PixelType == PixelType.Bool ? 1 : _image.PixelType.ByteCount() * 8;

    public bool IsSigned => _image.PixelType is PixelType.Int8 or PixelType.Int16;

    /// <summary>Puts an image into this order.</summary>
    /// <param name="image">Any order of axes; at most one axis beside columns, rows and colour has more than one sample.</param>
    /// <param name="what">What is made, for messages.</param>
    /// <exception cref="DicomException">The axes, sizes or pixel type do not suit DICOM.</exception>
    public static DicomImageFrames Of(Image image, string what)
    {
        ArgumentNullException.ThrowIfNull(image);
        string others = string.Concat(image.Axes.Where(axis => axis is not ('c' or 'x' or 'y')));
        string several = string.Concat(others.Where(axis => image.Size(axis) > 1));
        if (!image.Axes.Contains('x', StringComparison.Ordinal) || !image.Axes.Contains('y', StringComparison.Ordinal) || several.Length > 1)
        {
            throw new DicomException($"{what}: the image {image} needs the axes x and y and at most one further axis with several frames; crop or split it.");
        }

        if (image.Width > ushort.MaxValue || image.Height > ushort.MaxValue)
        {
            throw new DicomException($"{what}: the image {image} is larger than the {ushort.MaxValue} columns and rows that DICOM holds; crop or split it.");
        }

        if (image.PixelType.ByteCount() > 2 || (image.ChannelCount > 1 && (image.Color != ColorType.Rgb || image.PixelType != PixelType.UInt8)))
        {
            throw new DicomException($"{what}: the image {image} must have one sample of Bool or 8 or 16 bits, or be Rgb of UInt8; convert it.");
        }

        string order = (image.Axes.Contains('c', StringComparison.Ordinal) ? "cxy" : "xy") + others;
        Image ordered = image.Permute(order);
        // The axis with several frames is the only one beyond the picture, so frames follow each other.
        return new DicomImageFrames(ordered.IsContiguous ? ordered : ordered.Copy(), several.Length > 0 ? several[0] : others.Length > 0 ? others[0] : 'z');
    }

    /// <summary>Bytes of a frame, numbers in little-endian order; a byte for each pixel of masks.</summary>
    public ReadOnlySpan<byte> Frame(int frame)
    {
        int bytes = checked(Rows * Columns * Samples * _image.PixelType.ByteCount());
        return Bytes().Slice(frame * bytes, bytes);
    }

    /// <summary>All frames as a Pixel Data element: one bit for each pixel of masks.</summary>
    /// <exception cref="DicomException">The pixels need more than 2 GiB.</exception>
    public DicomElement ToElement()
    {
        ReadOnlySpan<byte> bytes = Bytes();
        byte[] value = Bits == 1 ? new byte[(bytes.Length + 7) / 8] : bytes.ToArray();
        if (Bits == 1)
        {
            DicomBits.Pack(bytes, value, 0);
        }

        return new DicomElement(DicomTags.PixelData, Bits > 8 ? DicomVr.OW : DicomVr.OB, new DicomBytes(value));
    }

    /// <summary>Sets the elements of the Image Pixel module (PS3.3 section C.7.6.3) without the pixels.</summary>
    public void Describe(DicomDataSet dataSet)
    {
        dataSet.Set(DicomTags.SamplesPerPixel, Samples);
        dataSet.Set(DicomTags.PhotometricInterpretation, Samples == 3 ? "RGB" : "MONOCHROME2");
        if (Samples > 1)
        {
            dataSet.Set(DicomTags.PlanarConfiguration, 0.0);
        }

        dataSet.Set(DicomTags.Rows, Rows);
        dataSet.Set(DicomTags.Columns, Columns);
        dataSet.Set(DicomTags.BitsAllocated, Bits);
        dataSet.Set(DicomTags.BitsStored, Bits);
        dataSet.Set(DicomTags.HighBit, Bits - 1);
        dataSet.Set(DicomTags.PixelRepresentation, IsSigned ? 1 : 0);
    }

    private ReadOnlySpan<byte> Bytes() => _image.PixelType switch
    {
        PixelType.UInt8 => _image.AsSpan<byte>(),
        PixelType.Int8 => MemoryMarshal.AsBytes(_image.AsSpan<sbyte>()),
        PixelType.Bool => MemoryMarshal.AsBytes(_image.AsSpan<bool>()),
        PixelType.UInt16 => MemoryMarshal.AsBytes(_image.AsSpan<ushort>()),
        _ => MemoryMarshal.AsBytes(_image.AsSpan<short>()),
    };
}
