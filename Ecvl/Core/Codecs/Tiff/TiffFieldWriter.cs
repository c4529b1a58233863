using System.Buffers.Binary;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>Collects the fields of one directory and writes them, followed by the values that do not fit into them; little endian.</summary>
internal sealed class TiffFieldWriter(bool isBig)
{
    private readonly SortedDictionary<int, (int Type, long Count, byte[] Data)> _fields = [];

    private int Inline => isBig ? 8 : 4;

    /// <summary>Bytes of the directory and its values, always even.</summary>
    public long Bytes => DirectoryBytes + _fields.Values.Sum(written => written.Data.Length > Inline ? Even(written.Data.Length) : 0L);

    private long DirectoryBytes => Even((isBig ? 8 : 2) + (_fields.Count * (long)TiffDirectory.EntryBytes(isBig)) + Inline);

    /// <summary>Sets a field of whole numbers of type 3 (16 bit), 4 (32 bit) or 16 (64 bit).</summary>
    public void Add(TiffTag tag, int type, params ReadOnlySpan<long> values)
    {
        int bytes = type == 3 ? 2 : type == 4 ? 4 : 8;
        byte[] data = new byte[values.Length * bytes];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> to = data.AsSpan(i * bytes);
            switch (bytes)
            {
                case 2: BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)values[i]); break;
                case 4: BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)values[i]); break;
                default: BinaryPrimitives.WriteInt64LittleEndian(to, values[i]); break;
            }
        }

        _fields[(int)tag] = (type, values.Length, data);
    }

    public void AddText(TiffTag tag, string text)
    {
        // ASCII by the standard; readers of today take UTF-8.
        byte[] data = [.. Encoding.UTF8.GetBytes(text), 0];
        _fields[(int)tag] = (2, data.Length, data);
    }

    public void AddNumbers(TiffTag tag, ReadOnlySpan<double> values)
    {
        byte[] data = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8 * i), values[i]);
        }

        _fields[(int)tag] = (12, values.Length, data);
    }

    /// <summary>Sets a field to the fraction of 32-bit numbers that is nearest to a value above 0.</summary>
    public void AddFraction(TiffTag tag, double value)
    {
        (uint above, uint below) = Nearest(value);
        byte[] data = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(data, above);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), below);
        _fields[(int)tag] = (5, 1, data);
    }

    public void AddBytes(TiffTag tag, byte[] data) => _fields[(int)tag] = (7, data.Length, data);

    /// <summary>Writes the directory and its values.</summary>
    /// <param name="destination">The file.</param>
    /// <param name="position">Where the directory begins.</param>
    /// <param name="next">Where the next begins; 0 for the last.</param>
    public void Write(Stream destination, long position, long next)
    {
        byte[] all = new byte[Bytes];
        int at = Put(all, 0, _fields.Count, isBig ? 8 : 2);
        int value = (int)DirectoryBytes;
        foreach ((int tag, (int type, long count, byte[] data)) in _fields)
        {
            at = Put(all, at, tag, 2);
            at = Put(all, at, type, 2);
            at = Put(all, at, count, Inline);
            if (data.Length <= Inline)
            {
                data.CopyTo(all.AsSpan(at));
            }
            else
            {
                Put(all, at, position + value, Inline);
                data.CopyTo(all.AsSpan(value));
                value += (int)Even(data.Length);
            }

            at += Inline;
        }

        Put(all, at, next, Inline);
        destination.Write(all);
    }

    private static int Put(byte[] all, int at, long value, int bytes)
    {
        for (int i = 0; i < bytes; i++)
        {
            all[at + i] = (byte)(value >> (8 * i));
        }

        return at + bytes;
    }

    // Offsets are even by the standard.
    private static long Even(long bytes) => (bytes + 1) & ~1L;

    // Continued fractions give the best approximation for the size of its numbers.
    private static (uint Above, uint Below) Nearest(double value)
    {
        (double above, double below) = (1, 0);
        (double olderAbove, double olderBelow) = (0, 1);
        double rest = value;
        for (int step = 0; step < 40; step++)
        {
            double whole = Math.Floor(rest);
            (double nextAbove, double nextBelow) = ((whole * above) + olderAbove, (whole * below) + olderBelow);
            if (nextAbove > uint.MaxValue || nextBelow > uint.MaxValue)
            {
                break;
            }

            (olderAbove, olderBelow, above, below) = (above, below, nextAbove, nextBelow);
            if (rest - whole < 1e-12 || above / below == value)
            {
                break;
            }

            rest = 1 / (rest - whole);
        }

        return ((uint)above, (uint)below);
    }
}
