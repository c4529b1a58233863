using System.Buffers.Binary;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Writes data sets in every encoding (DICOM PS3.5 section 7 and annex A).</summary>
internal sealed class DicomWriter(Stream stream, bool isExplicit, bool isLittleEndian, bool openSequences)
{
    private const uint Undefined = 0xFFFF_FFFF;
    private const int PieceBytes = 64 * 1024;

    private readonly DicomLengths _lengths = new(isExplicit, openSequences);
    private readonly byte[] _piece = new byte[PieceBytes];

    public void Write(DicomDataSet dataSet)
    {
        foreach (DicomElement element in dataSet)
        {
            if (DicomLengths.IsWritten(element))
            {
                Write(element);
            }
        }
    }

    private void Write(DicomElement element)
    {
        bool open = element.Fragments is not null || (element.IsSequence && _lengths.IsOpen(element));
        long length = _lengths.OfValue(element);
        if (length >= Undefined && !open)
        {
            throw new DicomException($"DicomFile: {element} takes {length} bytes, at most {Undefined - 1} fit in an element{(element.IsSequence ? "; write open sequences" : "")}.") { Tag = element.Tag };
        }

        WriteHeader(element, open ? Undefined : (uint)length);
        if (element.IsSequence)
        {
            foreach (DicomDataSet item in element.Items)
            {
                WriteItemHeader(DicomTags.Item, open ? Undefined : (uint)_lengths.Of(item));
                Write(item);
                if (open)
                {
                    WriteItemHeader(DicomTags.ItemDelimitationItem, 0);
                }
            }
        }
        else if (element.Fragments is { } fragments)
        {
            WriteFragment(fragments.OffsetTable);
            foreach (DicomBytes fragment in fragments.Fragments)
            {
                WriteFragment(fragment);
            }
        }
        else
        {
            DicomVr vr = isExplicit ? DicomLengths.WrittenVr(element) : element.Vr;
            int bits = !isLittleEndian && element.Tag == DicomTags.PixelData ? element.Owner!.GetInt32(DicomTags.BitsAllocated, 16) : 16;
            WriteBytes(element.Value, isLittleEndian ? 1 : vr.WordSize(element.Tag, bits), vr.Padding());
        }

        if (open)
        {
            WriteItemHeader(DicomTags.SequenceDelimitationItem, 0);
        }
    }

    private void WriteFragment(DicomBytes bytes)
    {
        if (bytes.Length >= Undefined)
        {
            throw new DicomException($"DicomFile: a fragment takes {bytes.Length} bytes, at most {Undefined - 1} are allowed.") { Tag = DicomTags.PixelData };
        }

        WriteItemHeader(DicomTags.Item, (uint)DicomLengths.Even(bytes.Length));
        WriteBytes(bytes, 1, 0);
    }

    private void WriteHeader(DicomElement element, uint length)
    {
        WriteTag(element.Tag);
        if (!isExplicit)
        {
            WriteUInt32(length);
            return;
        }

        DicomVr vr = DicomLengths.WrittenVr(element);
        stream.Write([(byte)((int)vr >> 8), (byte)vr]);
        if (vr.HasLongLength())
        {
            stream.Write([0, 0]);
            WriteUInt32(length);
        }
        else
        {
            WriteUInt16((ushort)length);
        }
    }

    private void WriteItemHeader(DicomTag tag, uint length)
    {
        WriteTag(tag);
        WriteUInt32(length);
    }

    private void WriteTag(DicomTag tag)
    {
        WriteUInt16(tag.Group);
        WriteUInt16(tag.Element);
    }

    private void WriteBytes(DicomBytes bytes, int swapped, byte padding)
    {
        for (long start = 0; start < bytes.Length;)
        {
            Span<byte> piece = _piece.AsSpan(0, (int)Math.Min(PieceBytes, bytes.Length - start));
            bytes.CopyTo(start, piece);
            ByteOrder.Swap(piece, swapped);
            stream.Write(piece);
            start += piece.Length;
        }

        if ((bytes.Length & 1) != 0)
        {
            stream.WriteByte(padding);
        }
    }

    private void WriteUInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, isLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        stream.Write(bytes);
    }

    private void WriteUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, isLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        stream.Write(bytes);
    }
}
