using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>Reads samples that are not bytes of their type: single bits, decimal or hexadecimal numbers.</summary>
internal static unsafe class WrittenSamples
{
    /// <summary>Fills a fresh image of the stored type.</summary>
    public static void Read(VolumeLayout layout, Image image)
    {
        Span<byte> destination = new((void*)image.Address, (int)(image.SampleCount * image.PixelType.ByteCount()));
        if (layout.Form == SampleForm.Bits)
        {
            ReadBits(layout, destination);
        }
        else
        {
            foreach (VolumePiece piece in layout.Pieces)
            {
                using Stream file = VolumeBytes.OpenLines(layout, piece);
                file.Position += piece.SkippedBytes;
                SampleText text = new(layout, piece, file);
                int bytes = (int)(layout.Form == SampleForm.Hex ? piece.Bytes : piece.Bytes * image.PixelType.ByteCount());
                if (layout.Form == SampleForm.Hex)
                {
                    text.ReadHex(destination[..bytes]);
                }
                else
                {
                    Numbers(text, image.PixelType, destination[..bytes]);
                }

                destination = destination[bytes..];
            }
        }

        GC.KeepAlive(image);
    }

    private static void ReadBits(VolumeLayout layout, Span<byte> destination)
    {
        byte[] packed = new byte[(destination.Length + 7) / 8];
        using VolumeBytes bytes = new(layout);
        bytes.Read(packed);
        bytes.Finish();
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)((packed[i >> 3] >> (i & 7)) & 1);
        }
    }

    private static void Numbers(SampleText text, PixelType type, Span<byte> destination)
    {
        switch (type)
        {
            case PixelType.Int8: Fill<sbyte>(text, destination); break;
            case PixelType.UInt16: Fill<ushort>(text, destination); break;
            case PixelType.Int16: Fill<short>(text, destination); break;
            case PixelType.UInt32: Fill<uint>(text, destination); break;
            case PixelType.Int32: Fill<int>(text, destination); break;
            case PixelType.UInt64: Fill<ulong>(text, destination); break;
            case PixelType.Int64: Fill<long>(text, destination); break;
            case PixelType.Float32: Fill<float>(text, destination); break;
            case PixelType.Float64: Fill<double>(text, destination); break;
            default: Fill<byte>(text, destination); break;
        }
    }

    private static void Fill<T>(SampleText text, Span<byte> destination)
        where T : unmanaged, IUtf8SpanParsable<T>
    {
        Span<T> samples = MemoryMarshal.Cast<byte, T>(destination);
        for (int i = 0; i < samples.Length; i++)
        {
            ReadOnlySpan<byte> token = text.Next(i, samples.Length);
            if (!T.TryParse(token, CultureInfo.InvariantCulture, out samples[i]) && !TryInfinity(token, out samples[i]))
            {
                throw text.Fault($"the sample {i} is \"{Encoding.Latin1.GetString(token)}\", which is no {typeof(T).Name}.");
            }
        }
    }

    // C programs write "inf" where .NET expects "Infinity".
    private static bool TryInfinity<T>(ReadOnlySpan<byte> token, out T value)
        where T : unmanaged, IUtf8SpanParsable<T>
    {
        value = default;
        bool negative = token is [(byte)'-', ..];
        ReadOnlySpan<byte> word = token is [(byte)'-' or (byte)'+', ..] ? token[1..] : token;
        return word.Length == 3 && Ascii.EqualsIgnoreCase(word, "inf"u8)
            && T.TryParse(negative ? "-Infinity"u8 : "Infinity"u8, CultureInfo.InvariantCulture, out value);
    }
}
