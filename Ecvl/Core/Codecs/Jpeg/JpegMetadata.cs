using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace DeepHealth.Ecvl;

/// <summary>Facts of a file that are not pixels, both ways.</summary>
internal static class JpegMetadata
{
    private const string CommentKey = ImageMetadata.TextPrefix + "Comment";
    private const double InchesPerMetre = 1000 / 25.4;
    private const int MostSegment = 65533;
    private const int ProfileHeader = 14;
    private const int MostProfilePart = MostSegment - ProfileHeader;

    /// <summary>Adds facts to an image and turns it upright.</summary>
    public static Image Read(JpegApplicationData application, Image image, ImageReadOptions options)
    {
        ImageMetadata metadata = image.Metadata;
        ReadDensity(application.Jfif.Span, metadata);
        if (application.Profile is byte[] profile)
        {
            metadata.Set(ImageMetadata.IccProfile, profile);
        }

        if (application.Comments.Count > 0)
        {
            ReadOnlySpan<byte> comment = application.Comments[0].Span.TrimEnd((byte)0);
            metadata.Set(CommentKey, Utf8.IsValid(comment) ? Encoding.UTF8.GetString(comment) : Encoding.Latin1.GetString(comment));
        }

        if (application.Exif.IsEmpty)
        {
            return image;
        }

        byte[] exif = application.Exif.ToArray();
        int orientation = 1;
        if (options.ApplyOrientation)
        {
            // What is upright now must not be turned once more by who reads these data.
            orientation = ExifOrientation.Get(exif);
            ExifOrientation.Set(exif, 1);
        }

        metadata.Set(ImageMetadata.Exif, exif);
        return TiffOrientation.Apply(image, orientation);
    }

    /// <summary>Writes the segments that come before the frame.</summary>
    public static void Write(JpegOutput output, ImageMetadata metadata)
    {
        WriteDensity(output, metadata);
        if (metadata.TryGet<byte[]>(ImageMetadata.Exif, out byte[]? exif))
        {
            output.Segment(JpegMarker.Exif, "Exif\0\0"u8.ToArray(), Limited(exif, MostSegment - 6, ImageMetadata.Exif));
        }

        if (metadata.TryGet<byte[]>(ImageMetadata.IccProfile, out byte[]? profile))
        {
            byte[][] parts = [.. Limited(profile, 255 * MostProfilePart, ImageMetadata.IccProfile).Chunk(MostProfilePart)];
            for (int i = 0; i < parts.Length; i++)
            {
                output.Segment(JpegMarker.ColorProfile, "ICC_PROFILE\0"u8.ToArray(), [(byte)(i + 1), (byte)parts.Length], parts[i]);
            }
        }

        if (metadata.TryGet<string>(CommentKey, out string? comment))
        {
            output.Segment(JpegMarker.Comment, Limited(Encoding.UTF8.GetBytes(comment), MostSegment, CommentKey));
        }
    }

    private static byte[] Limited(byte[] content, int most, string key)
        => content.Length <= most ? content : throw RasterImage.Refused(JpegCodec.Name, $"the metadata \"{key}\" has {content.Length} bytes, at most {most} can be stored");

    // Units, then dots along x and y; T.871, 10.1.
    private static void ReadDensity(ReadOnlySpan<byte> jfif, ImageMetadata metadata)
    {
        if (jfif.Length < 7)
        {
            return;
        }

        double perUnit = jfif[2] switch { 1 => InchesPerMetre, 2 => 100, _ => 0 };
        int x = BinaryPrimitives.ReadUInt16BigEndian(jfif[3..]);
        int y = BinaryPrimitives.ReadUInt16BigEndian(jfif[5..]);
        if (perUnit > 0 && x > 0 && y > 0)
        {
            metadata.Set(ImageMetadata.PixelsPerMetreX, x * perUnit);
            metadata.Set(ImageMetadata.PixelsPerMetreY, y * perUnit);
        }
    }

    private static void WriteDensity(JpegOutput output, ImageMetadata metadata)
    {
        // Version 1.1, no unit and the aspect 1 where nothing is known, no thumbnail.
        byte[] jfif = [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
        if (metadata.TryGet(ImageMetadata.PixelsPerMetreX, out double x) && metadata.TryGet(ImageMetadata.PixelsPerMetreY, out double y) && x > 0 && y > 0)
        {
            // Dots per inch where both are whole, which is usual, else per centimetre where they are not too many.
            (double dotsX, double dotsY) = (x / InchesPerMetre, y / InchesPerMetre);
            bool inches = Math.Abs(dotsX - Math.Round(dotsX)) + Math.Abs(dotsY - Math.Round(dotsY)) < 0.01;
            (dotsX, dotsY) = inches ? (dotsX, dotsY) : (x / 100, y / 100);
            if (dotsX is >= 0.5 and < 65535 && dotsY is >= 0.5 and < 65535)
            {
                jfif[7] = (byte)(inches ? 1 : 2);
                BinaryPrimitives.WriteUInt16BigEndian(jfif.AsSpan(8), (ushort)Math.Round(dotsX));
                BinaryPrimitives.WriteUInt16BigEndian(jfif.AsSpan(10), (ushort)Math.Round(dotsY));
            }
        }

        output.Segment(JpegMarker.Jfif, jfif);
    }
}
