using System.Buffers.Binary;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>Moves fields between a header's bytes and variables: reads all of them, or writes all of them, so that one list of offsets serves both.</summary>
internal readonly struct NiftiFields(byte[] bytes, bool isBigEndian, bool writes)
{
    /// <summary>An integer of 1 byte without sign, or of 2, 4 or 8 bytes with sign.</summary>
    public void Integer(int offset, int size, ref long value)
    {
        Span<byte> field = stackalloc byte[8];
        if (writes)
        {
            BinaryPrimitives.WriteInt64LittleEndian(field, value);
            Order(field[..size]);
            field[..size].CopyTo(bytes.AsSpan(offset));
            return;
        }

        field.Clear();
        bytes.AsSpan(offset, size).CopyTo(field);
        Order(field[..size]);
        long raw = BinaryPrimitives.ReadInt64LittleEndian(field);
        value = size switch
        {
            2 => (short)raw,
            4 => (int)raw,
            _ => raw,
        };
    }

    /// <summary>A real number of 4 or 8 bytes.</summary>
    public void Real(int offset, int size, ref double value)
    {
        long bits = writes ? (size == 4 ? BitConverter.SingleToInt32Bits((float)value) : BitConverter.DoubleToInt64Bits(value)) : 0;
        Integer(offset, size, ref bits);
        value = writes ? value : size == 4 ? BitConverter.Int32BitsToSingle((int)bits) : BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>Integers one after the other.</summary>
    public void Integers(int offset, int size, long[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Integer(offset + (i * size), size, ref values[i]);
        }
    }

    /// <summary>Real numbers one after the other.</summary>
    public void Reals(int offset, int size, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Real(offset + (i * size), size, ref values[i]);
        }
    }

    /// <summary>Text up to the first zero, in Latin-1 as the bytes stand for characters of unknown encoding.</summary>
    public void Text(int offset, int length, ref string value)
    {
        Span<byte> field = bytes.AsSpan(offset, length);
        if (writes)
        {
            field.Clear();
            Encoding.Latin1.GetBytes(value, field);
            return;
        }

        int end = field.IndexOf((byte)0);
        value = Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
    }

    private void Order(Span<byte> field)
    {
        if (isBigEndian)
        {
            field.Reverse();
        }
    }
}
