using System.IO.Compression;

namespace DeepHealth.Ecvl;

/// <summary>Reads the stored bytes of a volume from front to back, unpacked, over all its files.</summary>
internal sealed class VolumeBytes(VolumeLayout layout) : IDisposable
{
    private const int SkipBytes = 1 << 16;
    private Stream? _file;
    private Stream? _stream;
    private byte[]? _skipped;
    private int _next;
    private long _left;

    /// <summary>Bytes that were read or skipped so far.</summary>
    public long Position { get; private set; }

    /// <summary>Fills the span; the next bytes follow.</summary>
    /// <exception cref="ImageFileException">A file ends too early or is damaged.</exception>
    public void Read(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            if (_left == 0)
            {
                OpenNext();
            }

            int asked = (int)Math.Min(destination.Length, _left);
            int got = ReadSome(destination[..asked]);
            destination = destination[got..];
            _left -= got;
            Position += got;
        }
    }

    /// <summary>Leaves out bytes; nothing is read where the files are not packed.</summary>
    /// <exception cref="ImageFileException">A file ends too early or is damaged.</exception>
    public void Skip(long count)
    {
        while (count > 0)
        {
            if (_left == 0)
            {
                OpenNext();
            }

            long step = Math.Min(count, _left);
            Pass(step);
            count -= step;
            _left -= step;
            Position += step;
        }
    }

    /// <summary>Compares the checksum of packed samples that were read to their end, where nothing follows them.</summary>
    /// <exception cref="ImageFileException">The checksum is wrong.</exception>
    public void Finish()
    {
        if (_stream is not null && _left == 0 && Current.Packing != VolumePacking.None)
        {
            // Asking for one byte more makes the decoder read and compare what follows the last packed byte.
            Span<byte> more = stackalloc byte[1];
            _ = Unpack(more);
        }
    }

    /// <summary>Opens a file behind the offset and the lines that are to be left out.</summary>
    /// <exception cref="ImageFileException">The file has fewer lines.</exception>
    public static Stream OpenLines(VolumeLayout layout, VolumePiece piece)
    {
        Stream file = piece.Source.Open();
        file.Position = Math.Min(piece.Offset, piece.Source.Length);
        int lines = 0;
        while (lines < piece.SkippedLines)
        {
            int value = file.ReadByte();
            if (value < 0)
            {
                file.Dispose();
                throw layout.Fault(piece.Source, $"the file ends in line {lines} of the {piece.SkippedLines} that are to be left out before the samples.");
            }

            lines += value == '\n' ? 1 : 0;
        }

        return file;
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _file?.Dispose();
    }

    private VolumePiece Current => layout.Pieces[_next - 1];

    private void OpenNext()
    {
        Finish();
        Dispose();
        VolumePiece piece = layout.Pieces[_next++];
        _file = OpenLines(layout, piece);
        _stream = piece.Packing switch
        {
            VolumePacking.Gzip => new GZipStream(_file, CompressionMode.Decompress),
            VolumePacking.Zlib => new ZLibStream(_file, CompressionMode.Decompress),
            _ => _file,
        };
        _left = piece.Bytes;
        Pass(piece.SkippedBytes);
    }

    private void Pass(long count)
    {
        if (Current.Packing == VolumePacking.None)
        {
            _stream!.Position += count;
            return;
        }

        _skipped ??= new byte[SkipBytes];
        while (count > 0)
        {
            count -= ReadSome(_skipped.AsSpan(0, (int)Math.Min(count, SkipBytes)));
        }
    }

    private int ReadSome(Span<byte> destination)
    {
        int got = Unpack(destination);
        return got > 0
            ? got
            : throw layout.Fault(Current.Source, $"the samples end after {Position} of {layout.Header.StoredBytes} bytes; the file is cut short.");
    }

    private int Unpack(Span<byte> destination)
    {
        try
        {
            return _stream!.Read(destination);
        }
        catch (Exception error) when (PackedData.IsFault(error))
        {
            throw layout.Fault(Current.Source, $"the samples cannot be unpacked after {Position} of {layout.Header.StoredBytes} bytes: {error.Message}", error);
        }
    }
}
