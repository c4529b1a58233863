using System.IO.Compression;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Packs the blocks of one page.</summary>
internal sealed class TiffPacker
{
    private readonly Image _page;
    private readonly int _columns;
    private readonly int _rows;
    private readonly bool _mask;
    private readonly bool _isTiled;
    private readonly TiffWriteOptions _options;
    private readonly int _rowBytes;
    private readonly int _sampleBytes;

    /// <summary>Makes a packer.</summary>
    /// <param name="page">Gapless <c>cxy</c>.</param>
    /// <param name="columns">Columns of a block.</param>
    /// <param name="rows">Rows of a block.</param>
    /// <param name="mask">Whether a sample is one bit.</param>
    /// <param name="options">Compression, predictor, tiles.</param>
    public TiffPacker(Image page, int columns, int rows, bool mask, TiffWriteOptions options)
    {
        _page = page;
        _columns = columns;
        _rows = rows;
        _mask = mask;
        _options = options;
        _isTiled = options.TileSize > 0;
        _sampleBytes = page.PixelType.ByteCount();
        long rowBytes = mask ? (columns + 7) / 8 : (long)columns * page.ChannelCount * _sampleBytes;
        if (rowBytes * rows > Array.MaxLength)
        {
            throw RasterImage.Refused(TiffCodec.Name, $"a block of {columns} x {rows} pixels has {rowBytes * rows} bytes, at most {Array.MaxLength} are possible; use tiles");
        }

        _rowBytes = (int)rowBytes;
        bool predicts = options.Predictor && !mask && options.Compression is TiffCompression.Lzw or TiffCompression.Deflate;
        Predictor = !predicts ? 1 : page.PixelType.IsFloat() ? 3 : 2;
    }

    /// <summary>Value of the field Predictor.</summary>
    public int Predictor { get; }

    /// <summary>All blocks, side by side first.</summary>
    public List<byte[]> Pack()
    {
        List<byte[]> blocks = [];
        byte[] rows = new byte[_rowBytes * _rows];
        byte[] scratch = new byte[_rowBytes];
        for (int top = 0; top < _page.Height; top += _rows)
        {
            for (int left = 0; left < _page.Width; left += _columns)
            {
                // The last strip is shorter; tiles are always whole, with zeros beyond the image.
                int height = Math.Min(_rows, _page.Height - top);
                Array.Clear(rows);
                for (int y = 0; y < height; y++)
                {
                    Span<byte> row = rows.AsSpan(y * _rowBytes, _rowBytes);
                    Take(left, top + y, row);
                    Predict(row, scratch);
                }

                blocks.Add(Compress(rows.AsSpan(0, (_isTiled ? _rows : height) * _rowBytes)));
            }
        }

        return blocks;
    }

    private unsafe void Take(int left, int y, Span<byte> row)
    {
        int columns = Math.Min(_columns, _page.Width - left);
        int pixelBytes = _page.ChannelCount * _sampleBytes;
        byte* line = (byte*)_page.Address + ((((long)y * _page.Width) + left) * pixelBytes);
        if (_mask)
        {
            for (int x = 0; x < columns; x++)
            {
                row[x >> 3] |= line[x] != 0 ? (byte)(0x80 >> (x & 7)) : (byte)0;
            }
        }
        else
        {
            new ReadOnlySpan<byte>(line, columns * pixelBytes).CopyTo(row);
        }
    }

    // The row is in the order of this machine, which all that run .NET share with the file: lowest byte first.
    private void Predict(Span<byte> row, Span<byte> scratch)
    {
        int step = _page.ChannelCount;
        if (Predictor == 3)
        {
            row.CopyTo(scratch);
            int count = row.Length / _sampleBytes;
            for (int plane = 0; plane < _sampleBytes; plane++)
            {
                Span<byte> to = row.Slice(plane * count, count);
                int from = _sampleBytes - 1 - plane;
                for (int i = 0; i < count; i++)
                {
                    to[i] = scratch[(i * _sampleBytes) + from];
                }
            }

            Difference(row, step);
        }
        else if (Predictor == 2)
        {
            switch (_sampleBytes)
            {
                case 1: Difference(row, step); break;
                case 2: Difference(MemoryMarshal.Cast<byte, ushort>(row), step); break;
                case 4: Difference(MemoryMarshal.Cast<byte, uint>(row), step); break;
                default: Difference(MemoryMarshal.Cast<byte, ulong>(row), step); break;
            }
        }
    }

    private static void Difference<T>(Span<T> row, int step)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        for (int i = row.Length - 1; i >= step; i--)
        {
            row[i] -= row[i - step];
        }
    }

    private byte[] Compress(ReadOnlySpan<byte> rows)
    {
        using MemoryStream packed = new();
        switch (_options.Compression)
        {
            case TiffCompression.PackBits:
                for (int row = 0; row < rows.Length; row += _rowBytes)
                {
                    TiffPackBits.Encode(rows.Slice(row, _rowBytes), packed);
                }

                break;
            case TiffCompression.Lzw:
                TiffLzwWriter.Encode(rows, packed);
                break;
            case TiffCompression.Deflate:
                using (ZLibStream stream = new(packed, _options.Level, leaveOpen: true))
                {
                    stream.Write(rows);
                }

                break;
            default:
                return rows.ToArray();
        }

        return packed.ToArray();
    }
}
