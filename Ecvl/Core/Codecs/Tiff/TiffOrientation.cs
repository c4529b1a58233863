namespace DeepHealth.Ecvl;

/// <summary>Turns pages upright; TIFF 6.0 section 8, field Orientation.</summary>
internal static class TiffOrientation
{
    /// <summary>The image as it is meant to be seen.</summary>
    /// <param name="image">Gapless <c>cxy</c>.</param>
    /// <param name="orientation">1 upright, 2 mirrored, 3 turned by 180°, 4 upside down; 5 to 8 the same with rows and columns exchanged first.</param>
    public static Image Apply(Image image, int orientation)
    {
        if (orientation == 1)
        {
            return image;
        }

        // A view that walks the stored pixels in the other order.
        bool exchanged = orientation >= 5;
        bool fromRight = orientation is 2 or 3 or 7 or 8;
        bool fromBelow = orientation is 3 or 4 or 6 or 7;
        (long x, long y) = (image.Strides[1], image.Strides[2]);
        nint start = image.Address + (nint)(fromRight ? x * (image.Width - 1) : 0) + (nint)(fromBelow ? y * (image.Height - 1) : 0);
        x = fromRight ? -x : x;
        y = fromBelow ? -y : y;
        int[] sizes = exchanged ? [image.ChannelCount, image.Height, image.Width] : [image.ChannelCount, image.Width, image.Height];
        long[] strides = exchanged ? [image.Strides[0], y, x] : [image.Strides[0], x, y];
        Image turned = Image.Wrap(start, image, "cxy", sizes, strides, image.PixelType, image.Color).Copy();
        foreach ((string key, object value) in image.Metadata)
        {
            turned.Metadata.Set(key, value);
        }

        if (exchanged && image.Metadata.TryGet(ImageMetadata.PixelsPerMetreX, out double across) && image.Metadata.TryGet(ImageMetadata.PixelsPerMetreY, out double down))
        {
            turned.Metadata.Set(ImageMetadata.PixelsPerMetreX, down);
            turned.Metadata.Set(ImageMetadata.PixelsPerMetreY, across);
        }

        GC.KeepAlive(image);
        return turned;
    }
}
