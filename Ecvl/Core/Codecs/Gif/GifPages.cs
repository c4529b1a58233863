using System.Collections;

namespace DeepHealth.Ecvl;

/// <summary>The frames of a GIF file as they are shown. What the last frame that was asked for left is kept, so that going forwards decodes each once.</summary>
internal sealed class GifPages(GifFile file, ImageReadOptions options) : IReadOnlyList<Image>
{
    // A row in a pass: 8n, 8n + 4, 4n + 2, 2n + 1; 89a appendix E.
    private static readonly (int First, int Step)[] s_passes = [(0, 8), (4, 8), (2, 4), (1, 2)];

    private readonly Lock _gate = new();
    private byte[]? _canvas;
    private int _next;

    public int Count => file.Frames.Count;

    public Image this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            lock (_gate)
            {
                if (_canvas is null || index < _next)
                {
                    options.Check(file.Source, GifCodec.Name, file.Width, file.Height, 4);
                    _canvas = new byte[4L * file.Width * file.Height];
                    _next = 0;
                }

                try
                {
                    while (_next < index)
                    {
                        _ = Show(_next, false);
                        _next++;
                    }

                    Image image = Show(index, true)!;
                    _next++;
                    return image;
                }
                catch (ImageFileException)
                {
                    // The picture is half drawn.
                    _canvas = null;
                    throw;
                }
            }
        }
    }

    public IEnumerator<Image> GetEnumerator()
    {
        for (int page = 0; page < Count; page++)
        {
            yield return this[page];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Draws a frame, takes the picture where it is wanted, and leaves the canvas as the next frame finds it.
    private Image? Show(int index, bool wanted)
    {
        GifFrame frame = file.Frames[index];
        byte[] canvas = _canvas!;
        byte[]? before = frame.Disposal == GifFile.Restore ? [.. canvas] : null;
        byte[] entries = Decode(frame, index);
        Draw(frame, index, entries, canvas);
        Image? image = wanted ? Picture(frame, canvas) : null;
        if (before is not null)
        {
            _canvas = before;
        }
        else if (frame.Disposal == GifFile.Clear)
        {
            int columns = Math.Max(0, Math.Min(frame.Width, file.Width - frame.Left));
            for (int y = frame.Top; y < Math.Min(frame.Top + frame.Height, file.Height) && columns > 0; y++)
            {
                canvas.AsSpan(4 * ((y * file.Width) + frame.Left), 4 * columns).Clear();
            }
        }

        return image;
    }

    private byte[] Decode(GifFrame frame, int index)
    {
        options.Check(file.Source, GifCodec.Name, frame.Width, frame.Height, 1);
        long pixels = (long)frame.Width * frame.Height;

        // A code of 12 bits stands for 4096 pixels at most.
        if (pixels > (2731L * frame.DataBytes) + 4096)
        {
            throw file.Fault($"frame {index} has {frame.Width} x {frame.Height} pixels, which its {frame.DataBytes} bytes of data cannot hold.");
        }

        byte[] entries = new byte[pixels];
        int written = Lzw.Decode(file.Join(frame), entries, frame.LiteralBits, false);
        return written == entries.Length ? entries : throw file.Fault(written < 0
            ? $"frame {index} holds a code that is in no table, {-1 - written} bytes from the begin of its data."
            : $"frame {index} ends after {written} of {entries.Length} pixels.");
    }

    private void Draw(GifFrame frame, int index, byte[] entries, byte[] canvas)
    {
        ReadOnlySpan<byte> palette = frame.Palette.Span;
        int columns = Math.Min(frame.Width, file.Width - frame.Left);
        int stored = 0;
        for (int pass = 0; pass < (frame.Interlaced ? s_passes.Length : 1); pass++)
        {
            (int first, int step) = frame.Interlaced ? s_passes[pass] : (0, 1);
            for (int y = first; y < frame.Height; y += step, stored++)
            {
                if (frame.Top + y >= file.Height)
                {
                    continue;
                }

                int to = 4 * (((frame.Top + y) * file.Width) + frame.Left);
                for (int x = 0; x < columns; x++, to += 4)
                {
                    int entry = entries[(stored * frame.Width) + x];
                    if (entry == frame.Transparent)
                    {
                        continue;
                    }

                    if (3 * entry >= palette.Length)
                    {
                        throw file.Fault($"frame {index} names colour {entry} at ({x}, {y}), its table has {palette.Length / 3}.");
                    }

                    palette.Slice(3 * entry, 3).CopyTo(canvas.AsSpan(to));
                    canvas[to + 3] = byte.MaxValue;
                }
            }
        }
    }

    private Image Picture(GifFrame frame, byte[] canvas)
    {
        Image image = RasterImage.Create(file.Width, file.Height, PixelType.UInt8, file.HasOpacity ? ColorType.Rgba : ColorType.Rgb);
        Span<byte> samples = image.AsSpan<byte>();
        if (file.HasOpacity)
        {
            canvas.CopyTo(samples);
        }
        else
        {
            for (int from = 0, to = 0; from < canvas.Length; from += 4, to += 3)
            {
                canvas.AsSpan(from, 3).CopyTo(samples[to..]);
            }
        }

        if (file.Frames.Count > 1)
        {
            image.Metadata.Set(ImageMetadata.FrameMilliseconds, (long)frame.Milliseconds);
        }

        if (file.Comment is { Length: > 0 } comment)
        {
            image.Metadata.Set(ImageMetadata.TextPrefix + "Comment", comment);
        }

        return image;
    }
}
