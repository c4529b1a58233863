using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>The chunks gAMA, sRGB, iCCP, pHYs, eXIf, tEXt, zTXt and iTXt; PNG 11.3.</summary>
internal static class PngMetadata
{
    private const double GammaUnit = 100000;
    private const int MostText = 1 << 20;
    private const int MostProfile = 1 << 24;
    private const string ProfileName = "ICC profile";

    public static void Read(ImageSource source, string name, ReadOnlyMemory<byte> data, ImageMetadata metadata)
    {
        switch (name)
        {
            case "gAMA" when data.Length == 4:
                metadata.Set(ImageMetadata.Gamma, BinaryPrimitives.ReadUInt32BigEndian(data.Span) / GammaUnit);
                break;
            case "pHYs" when data.Length == 9 && data.Span[8] == 1:
                metadata.Set(ImageMetadata.PixelsPerMetreX, (double)BinaryPrimitives.ReadUInt32BigEndian(data.Span));
                metadata.Set(ImageMetadata.PixelsPerMetreY, (double)BinaryPrimitives.ReadUInt32BigEndian(data.Span[4..]));
                break;
            case "sRGB" when data.Length == 1 && data.Span[0] <= 3:
                metadata.Set(ImageMetadata.RenderingIntent, (long)data.Span[0]);
                break;
            case "eXIf" when data.Length > 0:
                metadata.Set(ImageMetadata.Exif, data.ToArray());
                break;
            case "iCCP":
                ReadProfile(source, data, metadata);
                break;
            case "tEXt" or "zTXt" or "iTXt":
                ReadText(source, name, data, metadata);
                break;
        }
    }

    /// <summary>Writes what must lie before the palette: light and colours.</summary>
    public static void WriteFirst(PngChunkWriter chunks, ImageMetadata metadata, CompressionLevel level)
    {
        Span<byte> content = stackalloc byte[4];
        if (metadata.TryGet(ImageMetadata.Gamma, out double gamma) && gamma is > 0 and < 20000)
        {
            BinaryPrimitives.WriteUInt32BigEndian(content, (uint)Math.Round(gamma * GammaUnit));
            chunks.Write("gAMA"u8, content[..4]);
        }

        // A file has a profile or states sRGB, not both: 11.3.2.5.
        if (metadata.TryGet(ImageMetadata.IccProfile, out byte[]? profile) && profile is not null)
        {
            using MemoryStream packed = new();
            packed.Write(Encoding.Latin1.GetBytes(ProfileName + "\0\0"));
            using (ZLibStream stream = new(packed, level, leaveOpen: true))
            {
                stream.Write(profile);
            }

            chunks.Write("iCCP"u8, packed.ToArray());
        }
        else if (metadata.TryGet(ImageMetadata.RenderingIntent, out long intent) && intent is >= 0 and <= 3)
        {
            chunks.Write("sRGB"u8, [(byte)intent]);
        }
    }

    /// <summary>Writes what lies before the pixels.</summary>
    public static void Write(PngChunkWriter chunks, ImageMetadata metadata, (double X, double Y) perMetre)
    {
        Span<byte> content = stackalloc byte[9];
        if (perMetre.X is >= 0.5 and < int.MaxValue && perMetre.Y is >= 0.5 and < int.MaxValue)
        {
            BinaryPrimitives.WriteUInt32BigEndian(content, (uint)Math.Round(perMetre.X));
            BinaryPrimitives.WriteUInt32BigEndian(content[4..], (uint)Math.Round(perMetre.Y));
            content[8] = 1;
            chunks.Write("pHYs"u8, content);
        }

        if (metadata.TryGet(ImageMetadata.Exif, out byte[]? exif) && exif is not null)
        {
            chunks.Write("eXIf"u8, exif);
        }

        foreach ((string key, object value) in metadata)
        {
            if (key.StartsWith(ImageMetadata.TextPrefix, StringComparison.Ordinal) && value is string text)
            {
                WriteText(chunks, key[ImageMetadata.TextPrefix.Length..], text);
            }
        }
    }

    private static void ReadText(ImageSource source, string name, ReadOnlyMemory<byte> data, ImageMetadata metadata)
    {
        ReadOnlySpan<byte> bytes = data.Span;
        int end = bytes.IndexOf((byte)0);
        if (end is < 1 or > 79)
        {
            throw source.Fault(PngCodec.Name, $"the chunk {name} has a keyword of {(end < 0 ? bytes.Length : end)} bytes, it must have 1 … 79 and end with 0.");
        }

        string key = ImageMetadata.TextPrefix + Encoding.Latin1.GetString(bytes[..end]);
        int start = end + 1;
        bool packed = name == "zTXt";
        if (name == "iTXt" && bytes.Length >= start + 2)
        {
            packed = bytes[start] == 1;
            int language = bytes[(start + 2)..].IndexOf((byte)0);
            int translated = language < 0 ? -1 : bytes[(start + 3 + language)..].IndexOf((byte)0);
            start = translated < 0 ? -1 : start + 4 + language + translated;
        }
        else if (packed)
        {
            start++;
        }

        if (start < 0 || start > bytes.Length || (name == "iTXt" && bytes.Length < end + 3))
        {
            throw source.Fault(PngCodec.Name, $"the chunk {name} of {bytes.Length} bytes ends before its text.");
        }

        Encoding encoding = name == "iTXt" ? Encoding.UTF8 : Encoding.Latin1;
        metadata.Set(key, encoding.GetString(packed ? Inflate(source, name, data[start..], MostText) : bytes[start..]));
    }

    // A damaged profile takes no pixel away.
    private static void ReadProfile(ImageSource source, ReadOnlyMemory<byte> data, ImageMetadata metadata)
    {
        int end = data.Span.IndexOf((byte)0);
        try
        {
            if (end < 1 || end + 2 > data.Length)
            {
                throw source.Fault(PngCodec.Name, $"the chunk iCCP of {data.Length} bytes ends before its profile.");
            }

            metadata.Set(ImageMetadata.IccProfile, Inflate(source, "iCCP", data[(end + 2)..], MostProfile).ToArray());
        }
        catch (ImageFileException)
        {
            metadata.Set(ImageMetadata.IsIncomplete, true);
        }
    }

    private static ReadOnlySpan<byte> Inflate(ImageSource source, string name, ReadOnlyMemory<byte> data, int most)
    {
        byte[] text = new byte[Math.Min(most, data.Length * 1032L)];
        try
        {
            using ZLibStream stream = new(ImageSource.Open(data), CompressionMode.Decompress);
            int length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return length < most ? text.AsSpan(0, length) : throw source.Fault(PngCodec.Name, $"the chunk {name} unpacks to at least {most} bytes, fewer are allowed.");
        }
        catch (Exception error) when (PackedData.IsFault(error))
        {
            throw source.Fault(PngCodec.Name, $"the text in the chunk {name} cannot be unpacked: {error.Message}", error);
        }
    }

    private static void WriteText(PngChunkWriter chunks, string key, string text)
    {
        if (key.Length is < 1 or > 79 || key.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
        {
            throw RasterImage.Refused(PngCodec.Name, $"the text keyword \"{key}\" must have 1 … 79 characters from space to ~");
        }

        bool latin = text.All(letter => letter == '\n' || letter is (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u00FF'));
        byte[] head = Encoding.Latin1.GetBytes(key + (latin ? "\0" : "\0\0\0\0\0"));
        chunks.Write(latin ? "tEXt"u8 : "iTXt"u8, [.. head, .. (latin ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text)]);
    }
}
