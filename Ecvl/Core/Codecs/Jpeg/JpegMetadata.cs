using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace DeepHealth.Ecvl;

/// <summary>Facts of a file that are not pixels, both ways.</summary>
internal static class JpegMetadata
{
    private const string CommentKey = ImageMetadata.TextPrefix + "Comment";
    private const double InchesPerMetre = 1000 / 25.4;
    private const double MostDensityError = 0.005;
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
    public static void Write(JpegOutput output, ImageMetadata metadata, (double X, double Y) perMetre)
    {
        WriteDensity(output, perMetre.X, perMetre.Y);
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

    private static void WriteDensity(JpegOutput output, double x, double y)
    {
        // Version 1.1, no unit and the aspect 1 where nothing is known, no thumbnail.
        byte[] jfif = [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
        if (x > 0 && y > 0)
        {
            // Dots are whole numbers: per inch or per centimetre, whichever says it better, and rather nothing than a spacing that is off.
            byte unit = Worst(x / InchesPerMetre, y / InchesPerMetre) <= Worst(x / 100, y / 100) ? (byte)1 : (byte)2;
            (double dotsX, double dotsY) = unit == 1 ? (x / InchesPerMetre, y / InchesPerMetre) : (x / 100, y / 100);
            if (Worst(dotsX, dotsY) < MostDensityError)
            {
                jfif[7] = unit;
                BinaryPrimitives.WriteUInt16BigEndian(jfif.AsSpan(8), (ushort)Math.Round(dotsX));
                BinaryPrimitives.WriteUInt16BigEndian(jfif.AsSpan(10), (ushort)Math.Round(dotsY));
            }
        }

        output.Segment(JpegMarker.Jfif, jfif);
    }
    // Largest part by which rounding changes one of two numbers; those that do not fit 16 bits are no choice.
    private static double Worst(double x, double y)
        => x < 65535 && y < 65535 ? Math.Max(Math.Abs(Math.Round(x) - x) / x, Math.Abs(Math.Round(y) - y) / y) : double.PositiveInfinity;
}
