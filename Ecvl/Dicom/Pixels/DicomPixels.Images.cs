using System.Numerics;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Frames as images.</content>
public sealed partial class DicomPixels
{
    /// <summary>A frame of stored values with its place in the patient.</summary>
    /// <remarks>The usual way to read a frame: the memory of images that nobody refers to any more is used again.</remarks>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <returns><c>xy</c>, or <c>cxy</c> for several samples, of <see cref="DicomPixelFormat.StoredType"/>.</returns>
    /// <exception cref="DicomException">The frame or its place is damaged.</exception>
    public Image ReadImage(int frame)
    {
        _ = CheckedLength(frame);
        int samples = Format.SamplesPerPixel;
        ColorType color = (Photometric, samples) switch
        {
            ("RGB", 3) => ColorType.Rgb,
            ("YBR_FULL", 3) => ColorType.YCbCr,
            _ => ColorType.None,
        };
        Image image = samples == 1
            ? Image.Uncleared("xy", [Format.Columns, Format.Rows], Format.StoredType, ColorType.None, GeometryOf(frame))
            : Image.Uncleared("cxy", [samples, Format.Columns, Format.Rows], Format.StoredType, color, GeometryOf(frame));
        ReadStored(frame, image);
        image.Metadata.Set(ImageMetadata.BitsPerSample, (long)Format.BitsStored);
        image.Metadata.Set("PhotometricInterpretation", Photometric);
        return image;
    }

    /// <summary>Where a frame lies: its plane; spacing with the axes of the patient where only spacing is stated; null where nothing is.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <exception cref="DicomException">The file states an impossible place.</exception>
    public ImageGeometry? GeometryOf(int frame)
    {
        VoxelCounts size = new(Format.Columns, Format.Rows, 1);
        double thickness = DicomPlane.ThicknessOf(_dataSet, frame) is > 0 and double stated ? stated : 1;
        return DicomPlane.Of(_dataSet, frame) is { } plane
            ? new ImageGeometry(size, new Vector3D(plane.SpacingXMm, plane.SpacingYMm, thickness), plane.OriginMm, plane.XAxis, plane.YAxis, plane.Normal)
            : DicomPlane.SpacingOf(_dataSet, frame) is { } spacing ? new ImageGeometry(size, new Vector3D(spacing.X, spacing.Y, thickness)) : null;
    }

    /// <summary>Fills an image of the stored type, which lies without gaps.</summary>
    internal void ReadStored(int frame, Image image)
    {
        switch (Format.StoredType)
        {
            case PixelType.Float64:
                ReadFloatFrame(frame).CopyTo(image.AsSpan<double>());
                break;
            case PixelType.Float32:
                Array.ConvertAll(ReadFloatFrame(frame), value => (float)value).CopyTo(image.AsSpan<float>());
                break;
            case PixelType.UInt8:
                Fill<byte>(frame, image);
                break;
            case PixelType.Int8:
                Fill<sbyte>(frame, image);
                break;
            case PixelType.UInt16:
                Fill<ushort>(frame, image);
                break;
            case PixelType.Int16:
                Fill<short>(frame, image);
                break;
            case PixelType.UInt32:
                Fill<uint>(frame, image);
                break;
            default:
                Fill<int>(frame, image);
                break;
        }
    }

    private void Fill<T>(int frame, Image image)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        => ReadFrame(frame, image.AsSpan<T>());
}
