namespace DeepHealth.Ecvl;

/// <summary>Reads facsimile data bit by bit, the highest bit of a byte first; behind the end lie zeros.</summary>
internal ref struct TiffFaxBits(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Bits taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>Whether more bits were taken than there are.</summary>
    public readonly bool IsBeyondEnd => Position > 8L * _data.Length;

    /// <summary>Whether all bits were taken.</summary>
    public readonly bool IsAtEnd => Position >= 8L * _data.Length;

    /// <summary>The next bits, at most 17.</summary>
    public readonly int Peek(int count)
    {
        long first = Position >> 3;
        uint value = 0;
        for (int i = 0; i < 3; i++)
        {
            value = (value << 8) | (first + i < _data.Length ? _data[(int)(first + i)] : 0u);
        }

        return (int)(value >> (24 - (int)(Position & 7) - count)) & ((1 << count) - 1);
    }

    public void Skip(int count) => Position += count;

    /// <summary>Goes to the next multiple of so many bits.</summary>
    public void Align(int bits) => Position = (Position + bits - 1) / bits * bits;

    /// <summary>Passes over the end of a line and the zeros before it: at least 11 zeros, then a one.</summary>
    /// <returns>Whether it was there; else nothing was taken.</returns>
    public bool TakeEndOfLine()
    {
        if (Peek(11) != 0 || Position + 12 > 8L * _data.Length)
        {
            return false;
        }

        long start = Position;
        Position += 11;
        while (!IsAtEnd)
        {
            bool one = Peek(1) == 1;
            Position++;
            if (one)
            {
                return true;
            }
        }

        Position = start;
        return false;
    }
}
