using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>How image files are read.</summary>
/// <param name="MaximumBytes">Most bytes of decoded pixels, at least 1; a file that asks for more is refused before memory is taken. By default 64 times the
/// file, but at least 256 MiB and at most 1 GiB: a few bytes cannot claim much memory.</param>
/// <param name="ApplyOrientation">Whether images are turned upright as the EXIF data of a JPEG file say.</param>
/// <param name="AllowDamaged">Whether damaged compressed data of JPEG files, and of facsimile rows in TIFF files, are read as far as they go; otherwise the file is
/// refused. What could not be read is gray in JPEG files, half of the range (128 of 255), and white in facsimile rows; <see cref="ImageMetadata.IsIncomplete"/> tells
/// of it. Of a JPEG file a frame and the begin of a scan must be there.</param>
public sealed record ImageReadOptions(long? MaximumBytes = null, bool ApplyOrientation = true, bool AllowDamaged = false)
{
    private const long LeastLimit = 256L << 20;
    private const long MostLimit = 1L << 30;
    private const int TimesFile = 64;

    /// <summary>Most bytes of decoded pixels of a file.</summary>
    internal long LimitOf(ImageSource source) => MaximumBytes ?? Math.Clamp((long)TimesFile * source.Data.Length, LeastLimit, MostLimit);

    /// <summary>Refuses an image that is larger than the limit.</summary>
    internal void Check(ImageSource source, string format, long width, long height, long bytesPerPixel)
    {
        // One image never holds more than one buffer can.
        long most = Math.Min(LimitOf(source), BufferPool.MaxBytes);

        // Sides are below 2^32 and a pixel below 2^7 bytes, so the product is checked without overflow.
        if (width * height > most / bytesPerPixel)
        {
            throw source.Fault(format, $"{width} x {height} pixels of {bytesPerPixel} bytes exceed the limit of {most} bytes; ImageReadOptions.MaximumBytes raises it up to {BufferPool.MaxBytes}.");
        }
    }
}
