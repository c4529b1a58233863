using System.IO.Compression;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Inflates a deflated data set (DICOM PS3.5 annex A.5).</summary>
internal static class DicomInflater
{
    /// <summary>Inflates all bytes from a place to the end of the file.</summary>
    /// <exception cref="DicomException">The bytes are no deflated data, or more than the options allow.</exception>
    public static DicomSource Inflate(DicomSource source, long position, DicomReadOptions options)
    {
        if (source.Length - position > Array.MaxLength)
        {
            throw Wrong(source, position, $"has {source.Length - position} bytes, at most {Array.MaxLength} are allowed", null);
        }

        byte[] packed = new byte[source.Length - position];
        source.Read(position, packed);
        try
        {
            // The first pass only counts, so that exactly the memory that is needed is taken.
            byte[] piece = new byte[64 * 1024];
            long total = 0;
            using (DeflateStream counting = new(new MemoryStream(packed, writable: false), CompressionMode.Decompress))
            {
                for (int count; (count = counting.Read(piece)) > 0;)
                {
                    total += count;
                    if (total > options.MaximumInflatedBytes)
                    {
                        throw Wrong(source, position, $"inflates to more than the {options.MaximumInflatedBytes} bytes that {nameof(DicomReadOptions.MaximumInflatedBytes)} allows", null);
                    }
                }
            }

            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)total);
            using DeflateStream reading = new(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            reading.ReadExactly(bytes);
            return new DicomSource(bytes, source.Name);
        }
        catch (Exception error) when (PackedData.IsFault(error))
        {
            throw Wrong(source, position, "is no deflated data", error);
        }
    }

    private static DicomException Wrong(DicomSource source, long position, string what, Exception? inner)
        => new($"DicomFile: the deflated data set at offset {position} of \"{source.Name}\" {what}.", inner) { SourceName = source.Name, Offset = position };
}
