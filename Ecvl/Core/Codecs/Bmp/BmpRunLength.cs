namespace DeepHealth.Ecvl;

/// <summary>Decodes RLE4 and RLE8 pixels; Microsoft, "Bitmap Compression".</summary>
internal sealed class BmpRunLength(ImageSource source, BmpHeader header)
{
    private readonly bool _nibbles = header.Compression == BmpHeader.RunLength4;
    private readonly byte[] _indices = new byte[header.Width * header.Height];
    private int _position = header.PixelOffset;
    private int _x;
    private int _row;

    /// <summary>Palette entries of every pixel, rows in the order of the file.</summary>
    public byte[] Decode()
    {
        while (_row < header.Height)
        {
            if (_row == header.Height - 1 && _x == header.Width && _position == source.Data.Length)
            {
                // Every pixel was there, only the end mark is missing.
                return _indices;
            }

            int count = Next();
            int value = Next();
            if (count > 0)
            {
                Run(count, (byte)value);
                continue;
            }

            if (value == 1)
            {
                return _indices;
            }

            switch (value)
            {
                case 0:
                    _x = 0;
                    _row++;
                    break;
                case 2:
                    _x = Math.Min(_x + Next(), header.Width);
                    _row += Next();
                    break;
                default:
                    Literal(value);
                    break;
            }
        }

        return _indices;
    }

    private void Run(int count, byte value)
    {
        for (int i = 0; i < count; i++)
        {
            Put(Entry(value, i));
        }
    }

    private void Literal(int count)
    {
        int bytes = _nibbles ? (count + 1) / 2 : count;
        byte value = 0;
        for (int i = 0; i < count; i++)
        {
            value = !_nibbles || i % 2 == 0 ? Next() : value;
            Put(Entry(value, i));
        }

        // Literal pixels are padded to an even number of bytes.
        if (bytes % 2 == 1)
        {
            Next();
        }
    }

    private byte Entry(byte value, int i) => !_nibbles ? value : i % 2 == 0 ? (byte)(value >> 4) : (byte)(value & 15);

    private void Put(byte entry)
    {
        if (_x < header.Width)
        {
            _indices[(_row * header.Width) + _x] = entry;
        }

        _x = Math.Min(_x + 1, header.Width);
    }

    private byte Next()
    {
        ReadOnlySpan<byte> data = source.Data.Span;
        return _position < data.Length
            ? data[_position++]
            : throw source.Fault(BmpCodec.Name, $"the run-length data ends at the file's end, {data.Length} bytes, in row {_row} of {header.Height}.");
    }
}
