namespace DeepHealth.Ecvl;

/// <summary>Unpacks facsimile data of one block; ITU-T T.4 (one and two dimensions) and T.6, TIFF 6.0 section 10.</summary>
/// <remarks>A row is kept as the columns where its colour changes, white first. Both reference and current row end in columns at the right edge.</remarks>
internal sealed partial class TiffFax
{
    private const int PassMode = 100;
    private const int HorizontalMode = 101;
    private readonly int _compression;
    private readonly bool _twoDimensions;
    private readonly int _width;
    private readonly bool _passesOver;
    private int[] _reference = [];
    private int[] _current = [];
    private int _changes;

    // Where decoding of the row is: at or right of the last change.
    private int _column;

    // Whether an end of line was there.
    private bool _hasMarks;

    /// <summary>Makes a decoder.</summary>
    /// <param name="compression">A facsimile scheme.</param>
    /// <param name="options">The field T4Options.</param>
    /// <param name="width">Columns.</param>
    /// <param name="passesOver">Whether damage is passed over.</param>
    public TiffFax(int compression, long options, int width, bool passesOver)
    {
        _compression = compression;
        _twoDimensions = (options & 1) != 0;
        _width = width;
        _passesOver = passesOver;
    }

    /// <summary>Whether damage was passed over.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Unpacks rows.</summary>
    /// <param name="data">The block.</param>
    /// <param name="output">Packed bits, 1 for black.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <returns>Null, or what is wrong.</returns>
    public string? Decode(ReadOnlySpan<byte> data, Span<byte> output, int rows)
    {
        TiffFaxBits bits = new(data);
        int rowBytes = (_width + 7) / 8;

        // Runs may be empty, so that a row has more changes than columns; and a change takes a bit at least.
        long most = Math.Min(2L * _width, 8L * data.Length) + 8;
        _reference = new int[most];
        _current = new int[most];
        Array.Fill(_reference, _width);
        for (int row = 0; row < rows; row++)
        {
            bool flat = BeginRow(ref bits);
            _changes = 0;
            _column = 0;
            long start = bits.Position;
            bool sound = flat ? Flat(ref bits) : Relative(ref bits);
            if ((!sound || bits.IsBeyondEnd) && !_passesOver)
            {
                return $"row {row} of {rows} of a block of {data.Length} bytes, at its bit {start}, {(bits.IsBeyondEnd ? "reaches beyond the end" : "holds a code that is none, or is longer than the image")}";
            }

            if (!sound)
            {
                Mend();
            }

            _current.AsSpan(_changes).Fill(_width);
            Paint(output.Slice(row * rowBytes, rowBytes));
            (_reference, _current) = (_current, _reference);
            IsDamaged |= !sound || bits.IsBeyondEnd;
            if (bits.IsBeyondEnd || (!sound && !GoesOn(ref bits)))
            {
                output[((row + 1) * rowBytes)..].Clear();
                return null;
            }
        }

        return null;
    }

    // Whether the row is coded without the one above.
    private bool BeginRow(ref TiffFaxBits bits)
    {
        switch (_compression)
        {
            case TiffScheme.FaxRows:
                bits.Align(8);
                return true;
            case TiffScheme.FaxWordRows:
                bits.Align(16);
                return true;
            case TiffScheme.Fax4:
                return false;
        }

        bool found = bits.TakeEndOfLine();
        found = found || (_passesOver && _hasMarks && SeekEndOfLine(ref bits));
        _hasMarks |= found;
        if (!_twoDimensions)
        {
            return true;
        }

        if (!found)
        {
            return false;
        }

        bool flat = bits.Peek(1) == 1;
        bits.Skip(1);
        return flat;
    }

    private bool Flat(ref TiffFaxBits bits)
    {
        for (int color = 0; _column < _width; color ^= 1)
        {
            if (!Run(ref bits, color) || !Add(_column) || _column > _width)
            {
                return false;
            }
        }

        return true;
    }

    private bool Relative(ref TiffFaxBits bits)
    {
        int column = -1;
        int color = 0;
        int near = 0;
        while (column < _width)
        {
            // The first change above that lies to the right and goes to the other colour.
            while (near > 0 && _reference[near - 1] > column)
            {
                near--;
            }

            while (_reference[near] <= column && _reference[near] < _width)
            {
                near++;
            }

            near += (near & 1) == color ? 0 : 1;
            int above = _reference[near];
            int mode = Mode(ref bits);
            if (mode == PassMode)
            {
                column = _reference[near + 1];
                _column = column;
            }
            else if (mode == HorizontalMode)
            {
                if (!Run(ref bits, color) || !Add(_column) || !Run(ref bits, color ^ 1) || !Add(_column) || _column > _width)
                {
                    return false;
                }

                column = _column;
            }
            else
            {
                int to = above + mode;
                if (mode > 3 || to < _column)
                {
                    return false;
                }

                _column = to;
                if (to > _width || !Add(to))
                {
                    return false;
                }

                column = to;
                color ^= 1;
            }
        }

        return true;
    }

    // T.4 table 4: 1 is V(0), then VR and VL of one, H, P, VR and VL of two and three.
    private static int Mode(ref TiffFaxBits bits)
    {
        int next = bits.Peek(7);
        (int mode, int length) = next switch
        {
            >= 64 => (0, 1),
            >= 48 => (1, 3),
            >= 32 => (-1, 3),
            >= 16 => (HorizontalMode, 3),
            >= 8 => (PassMode, 4),
            >= 6 => (2, 6),
            >= 4 => (-2, 6),
            3 => (3, 7),
            2 => (-3, 7),

            // An extension, which is not known; and the begin of an end mark.
            1 => (int.MaxValue / 2, 7),
            _ => (int.MaxValue / 2, 0),
        };
        bits.Skip(length);
        return mode;
    }

    // A run is any number of codes for 64 or more, then one below 64. False where a code is none.
    private bool Run(ref TiffFaxBits bits, int color)
    {
        ReadOnlySpan<ushort> table = TiffFaxCodes.Table(color);
        while (true)
        {
            int code = table[bits.Peek(TiffFaxCodes.MostBits)];
            bits.Skip(code & 15);
            _column = (int)Math.Min((long)_column + (code >> 4), int.MaxValue);
            if (code == 0)
            {
                return false;
            }

            if (code >> 4 < 64)
            {
                return true;
            }
        }
    }

    private bool Add(int column)
    {
        // Two places stay free, so that a search in the next row always ends at the right edge.
        if (_changes >= _current.Length - 4)
        {
            return false;
        }

        _current[_changes++] = column;
        return true;
    }

    private void Paint(Span<byte> row)
    {
        row.Clear();
        for (int i = 0; i + 1 <= _changes; i += 2)
        {
            int from = _current[i];
            int to = _current[i + 1];
            for (int x = from; x < to; x++)
            {
                if ((x & 7) == 0 && to - x >= 8)
                {
                    row[x >> 3] = 0xFF;
                    x += 7;
                    continue;
                }

                row[x >> 3] |= (byte)(0x80 >> (x & 7));
            }
        }
    }
}
