using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Puts compressed frames into a data set (DICOM PS3.5 annex A.4).</summary>
internal static class DicomEncapsulation
{
    private const int ItemHeaderBytes = 8;

    /// <summary>Sets Pixel Data: one fragment for each frame, and a basic offset table, or an extended one where 32 bits are too few.</summary>
    /// <param name="dataSet">Changed.</param>
    /// <param name="frames">The compressed frames.</param>
    /// <param name="preferExtended">Whether the extended table is written where the basic one would do.</param>
    public static void Set(DicomDataSet dataSet, IReadOnlyList<byte[]> frames, bool preferExtended)
    {
        byte[] basic = new byte[frames.Count * sizeof(uint)];
        byte[] extended = new byte[frames.Count * sizeof(ulong)];
        byte[] lengths = new byte[frames.Count * sizeof(ulong)];
        long offset = 0;
        long last = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            last = offset;
            BinaryPrimitives.WriteUInt32LittleEndian(basic.AsSpan(i * sizeof(uint)), unchecked((uint)offset));
            BinaryPrimitives.WriteInt64LittleEndian(extended.AsSpan(i * sizeof(ulong)), offset);
            BinaryPrimitives.WriteInt64LittleEndian(lengths.AsSpan(i * sizeof(ulong)), frames[i].Length);
            offset += ItemHeaderBytes + frames[i].Length + (frames[i].Length & 1);
        }

        Clear(dataSet);
        bool isBasic = !preferExtended && last <= uint.MaxValue;
        if (!isBasic)
        {
            dataSet.Set(new DicomElement(DicomTags.ExtendedOffsetTable, DicomVr.OV, new DicomBytes(extended)));
            dataSet.Set(new DicomElement(DicomTags.ExtendedOffsetTableLengths, DicomVr.OV, new DicomBytes(lengths)));
        }

        DicomBytes[] fragments = [.. frames.Select(frame => new DicomBytes(Even(frame)))];
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes(isBasic ? basic : []), fragments)));
    }

    /// <summary>Removes what describes compressed pixel data.</summary>
    public static void Clear(DicomDataSet dataSet)
    {
        dataSet.Remove(DicomTags.ExtendedOffsetTable);
        dataSet.Remove(DicomTags.ExtendedOffsetTableLengths);
        dataSet.Remove(DicomPixelTags.EncapsulatedPixelDataValueTotalLength);
    }

    // The offsets count the padding that the writer adds, so frames in memory have it too.
    private static byte[] Even(byte[] frame)
    {
        if ((frame.Length & 1) != 0)
        {
            Array.Resize(ref frame, frame.Length + 1);
        }

        return frame;
    }
}
