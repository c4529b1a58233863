namespace DeepHealth.Ecvl;

/// <summary>Compresses after Lempel, Ziv and Welch, as TIFF 6.0 section 13 has it: codes of 9 to 12 bits, the highest bit first.</summary>
internal static class TiffLzwWriter
{
    private const int Clear = 256;
    private const int End = 257;
    private const int First = 258;

    // Once entry 4094 is stored, the standard clears the table.
    private const int Last = 4095;
    private const int Slots = 1 << 13;

    public static void Encode(ReadOnlySpan<byte> data, Stream destination)
    {
        // Open addressing: a slot holds prefix, byte and code of an entry in one number, 0 where it is free.
        uint[] keys = new uint[Slots];
        ushort[] codes = new ushort[Slots];
        Bits bits = new(destination);
        int width = 9;
        int next = First;
        bits.Put(Clear, width);
        int prefix = -1;
        foreach (byte value in data)
        {
            if (prefix < 0)
            {
                prefix = value;
                continue;
            }

            uint key = (((uint)prefix << 8) | value) + 1;
            uint slot = (key * 2654435761u) >> 19;
            while (keys[slot] != 0 && keys[slot] != key)
            {
                slot = (slot + 1) & (Slots - 1);
            }

            if (keys[slot] == key)
            {
                prefix = codes[slot];
                continue;
            }

            bits.Put(prefix, width);
            keys[slot] = key;
            codes[slot] = (ushort)next++;
            prefix = value;
            if (next == Last)
            {
                bits.Put(Clear, width);
                Array.Clear(keys);
                next = First;
                width = 9;
            }
            else if (next == 1 << width)
            {
                width++;
            }
        }

        if (prefix >= 0)
        {
            bits.Put(prefix, width);

            // The reader stores an entry for this code too, and may widen its codes.
            width += ++next == 1 << width ? 1 : 0;
        }

        bits.Put(End, width);
        bits.Flush();
    }

    private struct Bits(Stream destination)
    {
        private uint _buffer;
        private int _held;

        public void Put(int code, int width)
        {
            _buffer = (_buffer << width) | (uint)code;
            _held += width;
            while (_held >= 8)
            {
                _held -= 8;
                destination.WriteByte((byte)(_buffer >> _held));
            }
        }

        public void Flush()
        {
            if (_held > 0)
            {
                destination.WriteByte((byte)(_buffer << (8 - _held)));
            }
        }
    }
}
