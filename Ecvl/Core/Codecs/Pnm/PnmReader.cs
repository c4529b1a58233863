using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Parses one PNM file.</summary>
internal sealed class PnmReader(ImageSource source)
{
    private int _position = 2;

    private ReadOnlySpan<byte> Data => source.Data.Span;

    public static bool IsSpace(byte value) => value is (byte)' ' or (>= 9 and <= 13);

    public Image Read(ImageReadOptions options)
    {
        int kind = Data[1] - '0';
        bool ascii = kind <= 3;
        bool bits = kind is 1 or 4;
        int width = Number("width", int.MaxValue);
        int height = Number("height", int.MaxValue);
        int maximum = bits ? 1 : Number("maxval", 65535);
        if (width == 0 || height == 0 || maximum == 0)
        {
            throw Fault($"width {width}, height {height} and maxval {maximum} must be at least 1.");
        }

        if (!ascii)
        {
            // Exactly one white-space byte separates the header from the samples.
            if (_position >= Data.Length || !IsSpace(Data[_position]))
            {
                throw Fault($"no white space follows the header at offset {_position}.");
            }

            _position++;
        }

        PixelType type = maximum > 255 ? PixelType.UInt16 : PixelType.UInt8;
        ColorType color = kind is 3 or 6 ? ColorType.Rgb : ColorType.Gray;
        int channels = color.ChannelCount();
        options.Check(source, PnmCodec.Name, width, height, channels * type.ByteCount());
        CheckRoom(width, height, channels, type, ascii, bits);
        Image image = RasterImage.Create(width, height, type, color);
        if (bits)
        {
            image.Metadata.Set(ImageMetadata.BitsPerSample, 1L);
            ReadBits(image.AsSpan<byte>(), width, ascii);
        }
        else if (type == PixelType.UInt8)
        {
            ReadBytes(image.AsSpan<byte>(), maximum, ascii);
        }
        else
        {
            ReadWords(image.AsSpan<ushort>(), maximum, ascii);
        }

        if (!bits && maximum is not (255 or 65535))
        {
            image.Metadata.Set(ImageMetadata.MaximumValue, (long)maximum);
        }

        return image;
    }

    private void CheckRoom(long width, long height, int channels, PixelType type, bool ascii, bool bits)
    {
        long samples = width * height * channels;

        // Text needs one character per bit, or one digit and one separator per number but the last.
        long needed = bits
            ? (ascii ? samples : (width + 7) / 8 * height)
            : (ascii ? (2 * samples) - 1 : samples * type.ByteCount());
        if (needed > Data.Length - _position)
        {
            throw Fault($"{width} x {height} pixels need at least {needed} bytes from offset {_position}, the file has {Data.Length - _position}.");
        }
    }

    private void ReadBits(Span<byte> samples, int width, bool ascii)
    {
        // 1 is black.
        if (ascii)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                SkipSpace();
                byte digit = _position < Data.Length ? Data[_position] : (byte)0;
                samples[i] = digit switch
                {
                    (byte)'0' => 255,
                    (byte)'1' => 0,
                    _ => throw Fault($"sample {i} of {samples.Length} at offset {_position} is byte {digit}, it must be the digit 0 or 1."),
                };
                _position++;
            }

            return;
        }

        for (int row = 0; row * (long)width < samples.Length; row++)
        {
            ReadOnlySpan<byte> packed = Data.Slice(_position, (width + 7) / 8);
            Span<byte> line = samples.Slice(row * width, width);
            for (int x = 0; x < line.Length; x++)
            {
                line[x] = (packed[x >> 3] & (0x80 >> (x & 7))) == 0 ? (byte)255 : (byte)0;
            }

            _position += packed.Length;
        }
    }

    private void ReadBytes(Span<byte> samples, int maximum, bool ascii)
    {
        if (!ascii)
        {
            Data.Slice(_position, samples.Length).CopyTo(samples);
            int beyond = maximum == 255 ? -1 : samples.IndexOfAnyExceptInRange((byte)0, (byte)maximum);
            if (beyond >= 0)
            {
                throw Fault($"sample {beyond} at offset {_position + beyond} is {samples[beyond]}, above the maxval {maximum}.");
            }

            return;
        }

        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)Number("sample", maximum);
        }
    }

    private void ReadWords(Span<ushort> samples, int maximum, bool ascii)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            int value = ascii ? Number("sample", maximum) : BinaryPrimitives.ReadUInt16BigEndian(Data.Slice(_position + (2 * i), 2));
            samples[i] = value <= maximum
                ? (ushort)value
                : throw Fault($"sample {i} at offset {_position + (2L * i)} is {value}, above the maxval {maximum}.");
        }
    }

    private int Number(string name, int most)
    {
        SkipSpace();
        int start = _position;
        long value = 0;
        while (_position < Data.Length && Data[_position] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (Data[_position] - '0');
            if (value > most)
            {
                throw Fault($"the {name} at offset {start} is above {most}.");
            }

            _position++;
        }

        return _position > start
            ? (int)value
            : throw Fault(start < Data.Length ? $"the {name} at offset {start} begins with byte {Data[start]}, a digit is expected." : $"the file ends at {start} bytes, before the {name}.");
    }

    private void SkipSpace()
    {
        while (_position < Data.Length)
        {
            if (Data[_position] == '#')
            {
                int end = Data[_position..].IndexOfAny((byte)'\n', (byte)'\r');
                _position = end < 0 ? Data.Length : _position + end;
            }
            else if (IsSpace(Data[_position]))
            {
                _position++;
            }
            else
            {
                return;
            }
        }
    }

    private ImageFileException Fault(string fault) => source.Fault(PnmCodec.Name, fault);
}
