using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>The parts of a JPEG stream up to its first scan, any of which may be missing; ITU-T T.81, annex B.</summary>
internal sealed class TiffJpegParts
{
    private readonly List<byte> _tables = [];

    /// <summary>Segments of tables and of the restart interval, with their markers.</summary>
    public ReadOnlySpan<byte> Tables => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tables);

    /// <summary>The frame header with its marker; empty without.</summary>
    public ReadOnlyMemory<byte> Frame { get; private set; }

    /// <summary>The scan header with its marker; empty without.</summary>
    public ReadOnlyMemory<byte> Scan { get; private set; }

    /// <summary>What follows: the data of the scan.</summary>
    public ReadOnlyMemory<byte> Rest { get; private set; }

    /// <summary>Takes data apart. Data without markers are all rest.</summary>
    /// <param name="file">The file.</param>
    /// <param name="data">The data.</param>
    /// <param name="offset">Where they begin, for messages.</param>
    public static TiffJpegParts Parse(TiffFile file, ReadOnlyMemory<byte> data, long offset)
    {
        TiffJpegParts parts = new();
        ReadOnlySpan<byte> bytes = data.Span;
        int at = 0;
        while (parts.Scan.IsEmpty && at + 1 < bytes.Length && bytes[at] == 0xFF)
        {
            byte marker = bytes[at + 1];
            if (marker is 0xFF or JpegMarker.Start)
            {
                // A byte of 255 before a marker is filling.
                at += marker == 0xFF ? 1 : 2;
                continue;
            }

            if (marker is 0 or JpegMarker.End || JpegMarker.IsAlone(marker))
            {
                break;
            }

            int length = at + 4 <= bytes.Length ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]) : 0;
            if (length < 2 || length > bytes.Length - at - 2)
            {
                throw file.Fault($"the JPEG segment FF{marker:X2} at offset {offset + at} states {length} bytes, {bytes.Length - at - 2} are left.");
            }

            parts.Take(marker, data.Slice(at, length + 2));
            at += length + 2;
        }

        parts.Rest = data[at..];
        return parts;
    }

    /// <summary>Adds a segment.</summary>
    /// <param name="marker">Its marker.</param>
    /// <param name="segment">Marker, length and content.</param>
    public void Take(byte marker, ReadOnlyMemory<byte> segment)
    {
        switch (marker)
        {
            case JpegMarker.Scan:
                Scan = segment;
                break;
            case JpegMarker.HuffmanTables or JpegMarker.QuantizationTables or JpegMarker.RestartInterval or JpegMarker.ArithmeticConditions:
                _tables.AddRange(segment.Span);
                break;
            case byte when JpegMarker.IsFrame(marker) || JpegMarker.Refusal(marker) is not null:
                Frame = segment;
                break;
        }
    }

    /// <summary>Adds a segment of a marker and a content.</summary>
    public void Add(byte marker, ReadOnlySpan<byte> content)
        => Take(marker, (byte[])[0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);
}
