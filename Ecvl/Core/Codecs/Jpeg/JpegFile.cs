using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Walks through the markers of a file and keeps the tables; ITU-T T.81, annex B.</summary>
/// <param name="source">The file.</param>
/// <param name="maximumBytes">Most bytes of pixels and of memory to decode them.</param>
/// <param name="allowDamaged">Whether a fault behind the begin of the first scan counts as the end of the image.</param>
internal sealed class JpegFile(ImageSource source, long maximumBytes, bool allowDamaged)
{
    private readonly short[]?[] _quantization = new short[4][];
    private readonly JpegHuffmanSpec?[] _dc = new JpegHuffmanSpec?[4];
    private readonly JpegHuffmanSpec?[] _ac = new JpegHuffmanSpec?[4];
    private int _position;
    private bool _mayEnd;
    private bool _hasScan;

    public ImageSource Source => source;

    /// <summary>Most bytes of pixels and of memory to decode them.</summary>
    public long MaximumBytes => maximumBytes;

    /// <summary>Whether a fault behind the begin of the first scan counts as the end of the image.</summary>
    public bool AllowDamaged => allowDamaged;

    /// <summary>Minimum coded units between restart markers; 0 without.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Whether damage was passed over.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>What is known for arithmetic decoding.</summary>
    public JpegArithmeticModel Arithmetic { get; } = new();

    /// <summary>What application segments say.</summary>
    public JpegApplicationData Application { get; } = new();

    /// <summary>Walks to the frame and, where it does not state the rows, to them.</summary>
    public JpegFrame ReadFrame()
    {
        if (!source.Data.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.Start]))
        {
            throw Fault($"the file begins with \"{Convert.ToHexString(source.Data.Span[..Math.Min(2, source.Data.Length)])}\", not with \"FFD8\".");
        }

        _position = 2;
        while (true)
        {
            byte marker = NextMarker();
            switch (marker)
            {
                case byte when JpegMarker.IsFrame(marker):
                    (int offset, int length) = Segment(marker);
                    JpegFrame frame = JpegFrame.Parse(source, marker, offset, length);
                    if (frame.Height == 0)
                    {
                        frame.SetHeight(FindLineCount());
                    }

                    return frame;
                case JpegMarker.Scan:
                case JpegMarker.End:
                    throw Fault($"marker FF{marker:X2} at offset {_position - 2} comes before a frame header.");
                default:
                    ReadTables(marker);
                    break;
            }
        }
    }

    /// <summary>Walks to the next scan.</summary>
    /// <returns>Null at the end of the image.</returns>
    public JpegScan? ReadScan(JpegFrame frame)
    {
        try
        {
            return FindScan(frame);
        }
        catch (ImageFileException) when (allowDamaged && _hasScan)
        {
            // What was decoded stays.
            IsDamaged = true;
            return null;
        }
    }

    /// <summary>Walks behind the only scan, which lacks units: what ended it must be a right file. The end mark may be missing.</summary>
    public void CheckTail(JpegFrame frame)
    {
        _mayEnd = true;
        if (ReadScan(frame) is JpegScan scan)
        {
            throw Fault($"a scan at offset {scan.Offset} follows one that held all components.");
        }
    }

    /// <summary>Goes on behind the data of a scan.</summary>
    /// <param name="position">Where it ends.</param>
    /// <param name="damaged">Whether something in it was passed over.</param>
    public void Continue(int position, bool damaged)
    {
        _position = position;
        _hasScan = true;
        IsDamaged |= damaged;
    }

    /// <summary>The steps of a table, or null.</summary>
    public short[]? Quantization(int number) => _quantization[number];

    /// <summary>A Huffman code that was defined.</summary>
    public JpegHuffmanTable Huffman(bool ac, int number, int offset)
    {
        JpegHuffmanSpec spec = (number < 4 ? (ac ? _ac : _dc)[number] : null)
            ?? throw Fault($"the scan at offset {offset} uses the {(ac ? "AC" : "DC")} Huffman table {number}, which is not defined.");
        return spec.Table ?? throw Fault($"the {(ac ? "AC" : "DC")} Huffman table {number} at offset {spec.Offset} has more codes of a length than there are.");
    }

    public ImageFileException Fault(string fault) => source.Fault(JpegCodec.Name, fault);

    /// <summary>The marker at or behind a position, where data may lie between.</summary>
    /// <returns>Offset of its code, or the length of the file.</returns>
    public static int FindMarker(ReadOnlySpan<byte> data, int position)
    {
        while (position < data.Length)
        {
            int found = data[position..].IndexOf((byte)0xFF);
            if (found < 0)
            {
                break;
            }

            position += found + 1;
            while (position < data.Length && data[position] == 0xFF)
            {
                position++;
            }

            if (position < data.Length && data[position] != 0)
            {
                return position;
            }
        }

        return data.Length;
    }

    private JpegScan? FindScan(JpegFrame frame)
    {
        while (true)
        {
            if (_mayEnd && !HasMarker())
            {
                IsDamaged = true;
                return null;
            }

            byte marker = NextMarker();
            switch (marker)
            {
                case JpegMarker.End:
                    return null;
                case JpegMarker.Scan:
                    return JpegScanParser.Parse(this, frame, Segment(marker));
                case byte when JpegMarker.IsFrame(marker):
                    throw Fault($"a second frame begins at offset {_position - 2}; one image has one.");
                default:
                    ReadTables(marker);
                    break;
            }
        }
    }

    private bool HasMarker() => FindMarker(source.Data.Span, _position) < source.Data.Length;

    private byte NextMarker()
    {
        ReadOnlySpan<byte> data = source.Data.Span;
        int code = FindMarker(data, _position);
        if (code >= data.Length)
        {
            throw Fault($"the file ends at offset {data.Length} without the marker FFD9; it was cut short.");
        }

        _position = code + 1;
        return data[code];
    }

    // The content of a segment; the position goes behind it.
    private (int Offset, int Length) Segment(byte marker)
    {
        ReadOnlySpan<byte> data = source.Data.Span;
        int length = _position + 2 <= data.Length ? BinaryPrimitives.ReadUInt16BigEndian(data[_position..]) : 0;
        if (allowDamaged && length < 2 && JpegMarker.IsRemark(marker))
        {
            // The image does not need it; libjpeg takes it for empty, too.
            length = 2;
            IsDamaged = true;
        }

        if (length < 2 || length > data.Length - _position)
        {
            throw Fault($"the segment FF{marker:X2} at offset {_position - 2} states {length} bytes, {data.Length - _position} are left.");
        }

        int offset = _position + 2;
        _position += length;
        return (offset, length - 2);
    }

    private void ReadTables(byte marker)
    {
        if (JpegMarker.Refusal(marker) is string refusal)
        {
            throw Fault($"marker FF{marker:X2} at offset {_position - 2} stands for {refusal} which is not supported; supported are sequential and progressive frames, and Huffman-coded lossless ones.");
        }

        if (JpegMarker.IsAlone(marker))
        {
            if (marker == JpegMarker.Start)
            {
                throw Fault($"a second image begins at offset {_position - 2} within the first.");
            }

            return;
        }

        (int offset, int length) = Segment(marker);
        ReadOnlySpan<byte> content = source.Data.Span.Slice(offset, length);
        switch (marker)
        {
            case JpegMarker.HuffmanTables:
                ReadHuffman(content, offset);
                break;
            case JpegMarker.ArithmeticConditions:
                Arithmetic.ReadConditions(this, content, offset);
                break;
            case JpegMarker.QuantizationTables:
                ReadQuantization(content, offset);
                break;
            case JpegMarker.RestartInterval:
                RestartInterval = length == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(content)
                    : throw Fault($"the restart interval at offset {offset} has {length} bytes, not 2.");
                break;
            default:
                Application.Add(marker, source.Data.Slice(offset, length));
                break;
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> content, int offset)
    {
        int at = 0;
        while (content.Length - at >= 17)
        {
            ReadOnlySpan<byte> counts = content.Slice(at + 1, 16);
            int sum = 0;
            foreach (byte count in counts)
            {
                sum += count;
            }

            (int kind, int number) = (content[at] >> 4, content[at] & 15);
            if (kind > 1 || number > 3 || sum > 256 || sum > content.Length - at - 17)
            {
                throw Fault($"the Huffman table at offset {offset + at} is of class {kind}, number {number}, with {sum} symbols in {content.Length - at - 17} bytes; classes are 0 and 1, numbers 0 to 3, symbols at most 256.");
            }

            (kind == 0 ? _dc : _ac)[number] = new JpegHuffmanSpec(source.Data.Slice(offset + at + 1, 16), source.Data.Slice(offset + at + 17, sum), offset + at);
            at += 17 + sum;
        }

        RequireEnd("Huffman", at, content.Length, offset);
    }

    private void ReadQuantization(ReadOnlySpan<byte> content, int offset)
    {
        int at = 0;
        while (at < content.Length)
        {
            (int wide, int number) = (content[at] >> 4, content[at] & 15);
            int bytes = 64 << (wide & 1);
            if (wide > 1 || number > 3 || bytes > content.Length - at - 1)
            {
                throw Fault($"the quantisation table at offset {offset + at} has precision {wide} and number {number} in {content.Length - at} bytes; precisions are 0 and 1, numbers 0 to 3, and {1 + bytes} bytes are needed.");
            }

            short[] steps = new short[64];
            for (int i = 0; i < 64; i++)
            {
                steps[JpegOrder.Natural[i]] = wide == 0 ? content[at + 1 + i] : BinaryPrimitives.ReadInt16BigEndian(content[(at + 1 + (2 * i))..]);
            }

            _quantization[number] = steps;
            at += 1 + bytes;
        }

        RequireEnd("quantisation", at, content.Length, offset);
    }

    private void RequireEnd(string what, int at, int length, int offset)
    {
        if (at != length)
        {
            throw Fault($"the {what} tables at offset {offset} end after {at} bytes, the segment has {length}.");
        }
    }

    private int FindLineCount()
    {
        ReadOnlySpan<byte> data = source.Data.Span;
        int code = FindMarker(data, _position);
        while (code < data.Length && data[code] != JpegMarker.LineCount)
        {
            code = FindMarker(data, code + 1);
        }

        int lines = code + 5 <= data.Length ? BinaryPrimitives.ReadUInt16BigEndian(data[(code + 3)..]) : 0;
        return lines > 0 ? lines : throw Fault("the frame states 0 rows, and no marker FFDC behind the first scan states another number.");
    }
}
