using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>Unpacks the blocks of one page into rows of packed samples.</summary>
internal sealed class TiffBlocks
{
    private readonly TiffFile _file;
    private readonly TiffPage _page;
    private byte[] _rows = [];
    private readonly TiffPictures? _pictures;
    private readonly bool _passesOver;
    private byte[] _reversed = [];

    public TiffBlocks(TiffFile file, TiffPage page, ImageReadOptions options)
    {
        _file = file;
        _page = page;
        _passesOver = options.AllowDamaged;
        long maximumBytes = options.LimitOf(file.Source);
        long blockBytes = BytesOf(page.BlockHeight);
        if (blockBytes > Math.Min(maximumBytes, Array.MaxLength))
        {
            throw file.Fault($"a block of {page.BlockWidth} x {page.BlockHeight} pixels unpacks to {blockBytes} bytes, the limit is {maximumBytes}.");
        }

        CheckRoom();
        _pictures = page.Compression switch
        {
            TiffScheme.Jpeg => new TiffJpeg(file, page),
            TiffScheme.OldJpeg => new TiffOldJpeg(file, page),
            TiffScheme.WebP => new TiffWebP(file, page),
            _ => null,
        };
    }

    /// <summary>Whether damage in a block was passed over.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Bytes of so many rows of a block, unpacked.</summary>
    public long BytesOf(int rows)
    {
        (int x, int y) = _page.Subsampling;
        return (x, y) == (1, 1)
            ? _page.RowBytes * rows
            : (((long)_page.BlockWidth + x - 1) / x) * (((long)rows + y - 1) / y) * ((x * y) + 2);
    }

    /// <summary>Unpacks a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="rows">Rows that are needed of it.</param>
    /// <param name="rowBytes">Bytes from one row to the next.</param>
    /// <returns>The rows, valid until the next call.</returns>
    public ReadOnlySpan<byte> Unpack(int block, int rows, out int rowBytes)
    {
        rowBytes = (int)_page.RowBytes;
        long offset = _page.Offsets[block];
        long count = _page.Counts[block];
        if (_pictures is not null && count > 0)
        {
            return _pictures.Unpack(block, _file.Slice(offset, count, $"block {block}"), out rowBytes);
        }

        if (_page.Compression == TiffScheme.None && count >= BytesOf(rows))
        {
            // The rows lie in the file as they are.
            return Straight(_file.Slice(offset, BytesOf(rows), $"block {block}")).Span;
        }

        _rows = _rows.Length == 0 ? new byte[BytesOf(_page.BlockHeight)] : _rows;
        Span<byte> output = _rows.AsSpan(0, (int)BytesOf(rows));
        if (count == 0)
        {
            // A block that is left out is empty; writers of sparse files do so.
            output.Clear();
            return output;
        }

        ReadOnlyMemory<byte> data = Straight(_file.Slice(offset, count, $"block {block}"));
        int written = _page.Compression switch
        {
            TiffScheme.None => Copy(data.Span, output),
            TiffScheme.PackBits => TiffPackBits.Decode(data.Span, output),
            TiffScheme.Lzw => Unlzw(block, data.Span, output),
            TiffScheme.Deflate or TiffScheme.OldDeflate => Inflate(block, data, output),
            TiffScheme.Zstandard or TiffScheme.Lzma => Native(block, data.Span, output),
            _ => Fax(block, data.Span, output, rows),
        };
        if (written < output.Length)
        {
            throw _file.Fault($"block {block} at offset {offset} of {count} bytes unpacks to {written} bytes, {rows} rows need {output.Length}.");
        }

        return output;
    }

    private static int Copy(ReadOnlySpan<byte> data, Span<byte> output)
    {
        data.CopyTo(output);
        return data.Length;
    }

    // Old TIFF files begin a code with the lowest bit: their first code, 256 of 9 bits, is then 00 and an odd byte.
    private int Unlzw(int block, ReadOnlySpan<byte> data, Span<byte> output)
    {
        bool old = data.Length > 1 && data[0] == 0 && (data[1] & 1) == 1;
        int written = Lzw.Decode(data, output, 8, !old);
        return written >= 0 ? written : throw _file.Fault($"block {block} at offset {_page.Offsets[block]} holds an LZW code that is in no table, {-1 - written} bytes from its begin.");
    }

    private int Inflate(int block, ReadOnlyMemory<byte> data, Span<byte> output)
    {
        try
        {
            using ZLibStream stream = new(ImageSource.Open(data), CompressionMode.Decompress);
            return stream.ReadAtLeast(output, output.Length, throwOnEndOfStream: false);
        }
        catch (Exception error) when (PackedData.IsFault(error))
        {
            throw _file.Fault($"block {block} at offset {_page.Offsets[block]} cannot be inflated: {error.Message}", error);
        }
    }

    private unsafe int Native(int block, ReadOnlySpan<byte> data, Span<byte> output)
    {
        string place = $"block {block} at offset {_page.Offsets[block]} of {data.Length} bytes";
        return _page.Compression == TiffScheme.Zstandard
            ? NativeCalls.Unpack(_file.Source, TiffCodec.Name, place, data, output, &CodecLibrary.ZstandardUnpack)
            : NativeCalls.Unpack(_file.Source, TiffCodec.Name, place, data, output, &CodecLibrary.LzmaUnpack);
    }

    private int Fax(int block, ReadOnlySpan<byte> data, Span<byte> output, int rows)
    {
        TiffFax fax = new(_page.Compression, _page.Directory.Integer(TiffTag.T4Options, 0), _page.BlockWidth, _passesOver);
        string? fault = fax.Decode(data, output, rows);
        IsDamaged |= fax.IsDamaged;
        return fault is null ? output.Length
            : throw _file.Fault($"block {block} at offset {_page.Offsets[block]}: {fault}. ImageReadOptions.AllowDamaged reads what is there.");
    }

    private ReadOnlyMemory<byte> Straight(ReadOnlyMemory<byte> data)
    {
        if (!_page.ReversedBits)
        {
            return data;
        }

        _reversed = _reversed.Length < data.Length ? new byte[data.Length] : _reversed;
        for (int i = 0; i < data.Length; i++)
        {
            // Swaps halves, pairs, neighbours.
            int value = data.Span[i];
            value = (value >> 4) | (value << 4);
            value = ((value >> 2) & 0x33) | ((value & 0x33) << 2);
            _reversed[i] = (byte)(((value >> 1) & 0x55) | ((value & 0x55) << 1));
        }

        return _reversed.AsMemory(0, data.Length);
    }

    // Before memory is taken: can the blocks hold what the page claims?
    private void CheckRoom()
    {
        long expansion = TiffScheme.Expansion(_page.Compression);
        for (int block = 0; block < (long)_page.Across * _page.Down * (_page.IsPlanar ? _page.Samples : 1); block++)
        {
            int row = block / _page.Across % _page.Down;
            int rows = _page.IsTiled ? _page.BlockHeight : Math.Min(_page.BlockHeight, _page.Height - (row * _page.BlockHeight));
            long count = Math.Min(_page.Counts[block], _file.Source.Data.Length);
            long most = TiffScheme.IsFax(_page.Compression) ? ((8 * count) + 8) * _page.RowBytes : expansion == 0 ? long.MaxValue : (count * expansion) + expansion - 1;
            if (count > 0 && BytesOf(rows) > most)
            {
                throw _file.Fault($"block {block} of {_page.BlockWidth} x {rows} pixels needs {BytesOf(rows)} bytes, its {count} bytes cannot hold more than {most}.");
            }
        }
    }
}
