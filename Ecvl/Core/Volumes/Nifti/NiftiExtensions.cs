using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>Reads and writes the blocks between the header and the samples; nifti1.h, "Extended header".</summary>
internal static class NiftiExtensions
{
    private const int StepBytes = 1 << 16;
    private const int HeadBytes = 8;

    /// <summary>Reads the extensions of a header.</summary>
    /// <param name="source">The file with the header.</param>
    /// <param name="header">The header.</param>
    /// <param name="end">Where the samples begin; larger than the file where they lie in another.</param>
    /// <exception cref="ImageFileException">An extension is longer than the place for it.</exception>
    public static IReadOnlyList<NiftiExtension> Read(VolumeSource source, NiftiHeader header, long end)
    {
        List<NiftiExtension> found = [];
        using Stream file = source.Open();
        using Stream stream = source.IsGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            byte[] start = new byte[header.Bytes + 4];
            long position = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (position < start.Length || start[^4] == 0)
            {
                return found;
            }

            while (position <= end - HeadBytes && Next(source, header, stream, position, end) is { } extension)
            {
                found.Add(extension);
                position += HeadBytes + extension.Content.Length;
            }

            return found;
        }
        catch (Exception error) when (PackedData.IsFault(error))
        {
            throw source.Fault(NiftiFormat.FormatName, $"the extensions behind the header cannot be unpacked: {error.Message}", error);
        }
    }

    /// <summary>Bytes that extensions take behind the header, with the four that announce them.</summary>
    public static long Length(IReadOnlyList<NiftiExtension> extensions) => 4 + extensions.Sum(extension => (long)Padded(extension));

    /// <summary>Writes the four bytes and the extensions.</summary>
    public static void Write(Stream stream, IReadOnlyList<NiftiExtension> extensions, bool isBigEndian)
    {
        stream.Write([(byte)(extensions.Count > 0 ? 1 : 0), 0, 0, 0]);
        foreach (NiftiExtension extension in extensions)
        {
            byte[] block = new byte[Padded(extension)];
            NiftiFields fields = new(block, isBigEndian, writes: true);
            long size = block.Length;
            long code = extension.Code;
            fields.Integer(0, 4, ref size);
            fields.Integer(4, 4, ref code);
            extension.Content.CopyTo(block, HeadBytes);
            stream.Write(block);
        }
    }

    // The standard asks for multiples of 16 bytes.
    private static int Padded(NiftiExtension extension) => (extension.Content.Length + HeadBytes + 15) / 16 * 16;

    private static NiftiExtension? Next(VolumeSource source, NiftiHeader header, Stream stream, long position, long end)
    {
        byte[] head = new byte[HeadBytes];
        if (stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
        {
            return null;
        }

        int size = header.IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(head) : BinaryPrimitives.ReadInt32LittleEndian(head);
        int code = header.IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)) : BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
        if (size == 0)
        {
            // Zeros up to the samples fill a place that was reserved.
            return null;
        }

        if (size < HeadBytes || size > end - position)
        {
            throw source.Fault(NiftiFormat.FormatName, $"the extension at offset {position} states a size (esize) of {size} bytes, it must be {HeadBytes} to {end - position}.");
        }

        // The content is taken in steps, so that no more memory is used than there are bytes.
        using MemoryStream content = new();
        byte[] step = new byte[Math.Min(StepBytes, size)];
        for (int left = size - HeadBytes; left > 0;)
        {
            int got = stream.Read(step, 0, Math.Min(step.Length, left));
            if (got == 0)
            {
                throw source.Fault(NiftiFormat.FormatName, $"the extension at offset {position} has {size} bytes, the file ends {left} bytes before its end.");
            }

            content.Write(step, 0, got);
            left -= got;
        }

        return new NiftiExtension(code, content.ToArray());
    }
}
