using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Decodes binary decisions; ITU-T T.81, annex D.2. At a marker zeros follow, which an encoder may have left out.</summary>
internal sealed unsafe class JpegArithmeticDecoder
{
    // An encoder leaves out the zeros of its last code word only; more are asked for by damaged data, or by an image that the data does not hold.
    private const int MostInvented = 16;

    private readonly byte* _end;
    private uint _code;
    private uint _interval;
    private int _shifts;
    private int _invented;

    /// <param name="position">First byte of the data.</param>
    /// <param name="end">Past the last byte of the file.</param>
    public JpegArithmeticDecoder(byte* position, byte* end)
    {
        _end = end;
        Restart(position);
    }

    /// <summary>The next byte to load: no marker lies before it.</summary>
    public byte* Position { get; private set; }

    /// <summary>Whether a decision was none that a coefficient can have, or the data is used up.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Whether the file ends where data was asked for.</summary>
    public bool AtEnd => _invented > 0 && Position >= _end;

    /// <summary>Forgets everything and goes on behind a marker; D.2.7.</summary>
    public void Restart(byte* position)
    {
        Position = position;
        HasFailed = false;
        _invented = 0;
        _shifts = 0;
        _interval = 0x10000;
        _code = (uint)NextByte() << 24;
        _code |= (uint)NextByte() << 16;
    }

    /// <summary>Decodes a decision with a state that learns: bits 0-6 hold the state, bit 7 the more probable symbol; D.2.4 to D.2.6.</summary>
    public int Decide(ref byte state)
    {
        int index = state & 127;
        int symbol = state >> 7;
        uint width = Unsafe.Add(ref MemoryMarshal.GetReference(JpegArithmeticStates.Widths), index);
        _interval -= width;
        if (_code >> 16 < _interval)
        {
            if (_interval >= 0x8000)
            {
                return symbol;
            }

            // The interval of the more probable symbol may have become the smaller one: then the two change their meaning.
            int likely = _interval < width ? Less(ref state, index, symbol) : More(ref state, index, symbol);
            Widen();
            return likely;
        }

        _code -= _interval << 16;
        int other = _interval < width ? More(ref state, index, symbol) : Less(ref state, index, symbol);
        _interval = width;
        Widen();
        return other;
    }

    /// <summary>Decodes a decision that is as often 0 as 1.</summary>
    public int DecideEven()
    {
        byte state = JpegArithmeticStates.Even;
        return Decide(ref state);
    }

    private static int More(ref byte state, int index, int symbol)
    {
        state = (byte)((symbol << 7) | JpegArithmeticStates.AfterMore[index]);
        return symbol;
    }

    private static int Less(ref byte state, int index, int symbol)
    {
        state = (byte)((symbol << 7) ^ JpegArithmeticStates.AfterLess[index]);
        return 1 - symbol;
    }

    private void Widen()
    {
        do
        {
            if (_shifts == 0)
            {
                _code |= (uint)NextByte() << 8;
                _shifts = 8;
            }

            _interval <<= 1;
            _code <<= 1;
            _shifts--;
        }
        while (_interval < 0x8000);
    }

    private int NextByte()
    {
        if (Position < _end && *Position != 0xFF)
        {
            return *Position++;
        }

        // Behind 255 comes a zero, or a marker that ends the data.
        byte* next = Position + 1;
        while (next < _end && *next == 0xFF)
        {
            next++;
        }

        if (next < _end && *next == 0)
        {
            Position = next + 1;
            return 0xFF;
        }

        Position = next < _end ? Position : _end;
        HasFailed |= ++_invented > MostInvented;
        return 0;
    }
}
