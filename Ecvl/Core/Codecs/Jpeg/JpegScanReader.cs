using System.Runtime.CompilerServices;

namespace DeepHealth.Ecvl;

/// <summary>Reads the data of one scan: keeps restart intervals and finds the way after damage as libjpeg does.</summary>
/// <remarks>ITU-T T.81, E.2.4 and B.2.1. Where data ends before a marker that must not be there, what is missing counts as zeros until the next restart marker.</remarks>
internal sealed unsafe class JpegScanReader
{
    private readonly JpegFile _file;
    private readonly JpegScan _scan;
    private readonly byte* _data;
    private readonly int _length;
    private readonly int _interval;
    private int _left;
    private int _next;

    /// <summary>The bits.</summary>
    public JpegBitReader Bits;

    /// <summary>The decoder of arithmetic-coded scans, which uses no <see cref="Bits"/>; else null.</summary>
    public readonly JpegArithmeticBlocks? Arithmetic;

    /// <summary>Blocks without further coefficients that a progressive scan has announced.</summary>
    public int Ended;

    /// <param name="file">The file.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="data">First byte of the file.</param>
    /// <param name="interval">Units between restart markers; 0 without.</param>
    /// <param name="isArithmetic">Whether the scan is arithmetic-coded.</param>
    public JpegScanReader(JpegFile file, JpegScan scan, byte* data, int interval, bool isArithmetic = false)
    {
        _file = file;
        _scan = scan;
        _data = data;
        _length = file.Source.Data.Length;
        _interval = interval;
        _left = _interval;
        Bits = new JpegBitReader(data + scan.DataOffset, data + _length);
        if (isArithmetic)
        {
            Arithmetic = new JpegArithmeticBlocks(file.Arithmetic, data + scan.DataOffset, data + _length);
            Arithmetic.Restart(scan, data + scan.DataOffset);
        }
    }

    /// <summary>Whether nothing more can come: units are zeros to the end of the scan.</summary>
    public bool IsExhausted => HasNoData && _interval == 0;

    /// <summary>Whether the interval's data is used up.</summary>
    public bool HasNoData { get; private set; }

    /// <summary>Whether units are missing.</summary>
    public bool HasLost { get; private set; }

    /// <summary>Offset in the file that has been read to.</summary>
    public int Position => (int)((Arithmetic is null ? Bits.Position : Arithmetic.Decoder.Position) - _data);

    /// <summary>Begins a unit.</summary>
    /// <returns>Whether there is data for it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool BeginUnit()
    {
        if (_interval != 0)
        {
            if (_left == 0)
            {
                Restart();
            }

            _left--;
        }

        return !HasNoData;
    }

    /// <summary>Ends a unit that had data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndUnit()
    {
        if (Arithmetic is null ? Bits.Overrun : Arithmetic.Decoder.HasFailed)
        {
            HasNoData = true;
            HasLost = true;
            if (Arithmetic is null ? Bits.AtEnd : Arithmetic.Decoder.AtEnd)
            {
                RefuseEnd();
            }
        }
    }

    /// <summary>Goes on with the markers behind the scan.</summary>
    public void Finish() => _file.Continue(Position, HasLost || Bits.BadCodes > 0);

    private void RefuseEnd()
    {
        if (!_file.AllowDamaged)
        {
            throw _file.Fault($"the file ends at offset {_length} within the scan at offset {_scan.Offset}; it was cut short. ImageReadOptions.AllowDamaged reads what is there.");
        }
    }

    private void Restart()
    {
        ReadOnlySpan<byte> data = new(_data, _length);
        int code = JpegFile.FindMarker(data, Position);
        bool waits = false;
        while (!waits && code < _length && data[code] != JpegMarker.FirstRestart + _next)
        {
            int marker = data[code];
            int ahead = (marker - JpegMarker.FirstRestart - _next) & 7;
            bool restart = marker is >= JpegMarker.FirstRestart and <= JpegMarker.LastRestart;

            // A marker that is no part of a scan, or one of the next two restarts: this interval is lost. One of the two before: look on. Others are taken for this one.
            waits = restart ? ahead is 1 or 2 : marker >= JpegMarker.Baseline;
            if (!waits && (!restart || ahead is 6 or 7))
            {
                code = JpegFile.FindMarker(data, code + 1);
            }
            else if (!waits)
            {
                break;
            }
        }

        bool ends = code >= _length;
        if (ends)
        {
            RefuseEnd();
            HasLost = true;
        }

        // The end of the file is like a marker that is no restart: what is missing are zeros.
        byte* next = _data + (ends ? _length : waits ? code - 1 : code + 1);
        Bits.Restart(next);
        Arithmetic?.Restart(_scan, next);
        HasNoData &= waits || ends;
        _next = (_next + 1) & 7;
        _left = _interval;
        Ended = 0;
        foreach (JpegComponent component in _scan.Components)
        {
            component.Prediction = 0;
        }
    }
}
