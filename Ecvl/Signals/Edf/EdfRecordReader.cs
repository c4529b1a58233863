using System.Buffers;
using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Copies chosen signals out of the data records.</summary>
/// <param name="header">Header of the file.</param>
/// <param name="offsets">Byte inside a record where each header signal begins.</param>
/// <param name="recordBytes">Bytes of a record.</param>
/// <param name="channels">Header index of each slice.</param>
internal sealed class EdfRecordReader(EdfHeader header, long[] offsets, long recordBytes, int[] channels)
{
    /// <summary>Fills the slices, one data record after the other.</summary>
    public void Read(ByteFile file, SignalSlice[] slices)
    {
        long first = long.MaxValue;
        long last = 0;
        // Of every record, only the bytes between the first and the last chosen signal are read.
        long from = long.MaxValue;
        long to = 0;
        for (int i = 0; i < slices.Length; i++)
        {
            int perRecord = header.Signals[channels[i]].SamplesPerRecord;
            first = Math.Min(first, slices[i].First / perRecord);
            last = Math.Max(last, (slices[i].End - 1) / perRecord);
            from = Math.Min(from, offsets[channels[i]]);
            to = Math.Max(to, offsets[channels[i]] + ((long)perRecord * header.SampleBytes));
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)(to - from));
        Span<byte> bytes = buffer.AsSpan(0, (int)(to - from));
        for (long record = first; record <= last; record++)
        {
            file.ReadExactly(header.HeaderBytes + (record * recordBytes) + from, bytes);
            for (int i = 0; i < slices.Length; i++)
            {
                Copy(bytes[(int)(offsets[channels[i]] - from)..], record, header.Signals[channels[i]], slices[i]);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Copy(ReadOnlySpan<byte> bytes, long record, EdfSignalHeader signal, SignalSlice slice)
    {
        int perRecord = signal.SamplesPerRecord;
        long recordStart = record * perRecord;
        int begin = (int)(Math.Max(slice.First, recordStart) - recordStart);
        int end = (int)(Math.Min(slice.End, recordStart + perRecord) - recordStart);
        double gain = signal.Gain;
        for (int i = begin; i < end; i++)
        {
            int value = header.IsBdf
                ? bytes[3 * i] | (bytes[(3 * i) + 1] << 8) | ((sbyte)bytes[(3 * i) + 2] << 16)
                : BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
            int target = (int)(recordStart + i - slice.First);
            slice.Physical[target] = signal.PhysicalMinimum + ((value - (double)signal.DigitalMinimum) * gain);
            if (slice.Digital is { } digital)
            {
                digital[target] = value;
            }
        }
    }
}
