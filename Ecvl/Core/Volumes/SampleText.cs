namespace DeepHealth.Ecvl;

/// <summary>Splits the text of samples into numbers, in bounded memory.</summary>
internal sealed class SampleText(VolumeLayout layout, VolumePiece piece, Stream file)
{
    private const int LongestNumber = 64;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly byte[] _token = new byte[LongestNumber];
    private int _at;
    private int _filled;

    /// <summary>The next number, valid until the next call.</summary>
    /// <param name="index">Its index, for messages.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="ImageFileException">The text ends, or has a word longer than any number.</exception>
    public ReadOnlySpan<byte> Next(long index, long count)
    {
        int length = 0;
        int value;
        while ((value = Byte()) >= 0)
        {
            bool gap = value is ' ' or '\t' or '\r' or '\n' or '\f' or '\v' or ',';
            if (gap && length > 0)
            {
                break;
            }

            if (!gap && length == LongestNumber)
            {
                throw Fault($"the sample {index} is a word of more than {LongestNumber} characters.");
            }

            if (!gap)
            {
                _token[length++] = (byte)value;
            }
        }

        return length > 0 ? _token.AsSpan(0, length) : throw Fault($"the text of the samples ends after {index} of {count} numbers.");
    }

    /// <summary>Fills bytes from pairs of hexadecimal digits; everything else between them is left out.</summary>
    /// <exception cref="ImageFileException">The text ends.</exception>
    public void ReadHex(Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)((Digit(i, destination.Length) << 4) | Digit(i, destination.Length));
        }
    }

    /// <summary>Makes the exception for a fault in this text.</summary>
    public ImageFileException Fault(string fault) => layout.Fault(piece.Source, fault);

    private int Digit(int index, int count)
    {
        int value;
        while ((value = Byte()) >= 0)
        {
            if (char.IsAsciiHexDigit((char)value))
            {
                return value <= '9' ? value - '0' : (value | 0x20) - 'a' + 10;
            }
        }

        throw Fault($"the hexadecimal samples end after {index} of {count} bytes.");
    }

    private int Byte()
    {
        if (_at == _filled)
        {
            _filled = file.Read(_buffer);
            _at = 0;
        }

        return _filled == 0 ? -1 : _buffer[_at++];
    }
}
