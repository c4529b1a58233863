using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>The steps that all native codecs share: header, room, samples; and encoding into a buffer that grows.</summary>
internal static unsafe class NativeCalls
{
    /// <summary>Room for a sentence of the native library.</summary>
    public const int TextBytes = 512;

    private const int TooSmall = 4;

    /// <summary>Decodes compressed samples.</summary>
    /// <param name="source">The compressed data and their name.</param>
    /// <param name="format">Name of the format for messages.</param>
    /// <param name="maximumBytes">Most bytes of samples.</param>
    /// <param name="readInfo">The native function that reads the header.</param>
    /// <param name="decode">The native function that decodes.</param>
    /// <param name="info">What the header says.</param>
    public static CodedPixels Decode(
        ImageSource source,
        string format,
        long maximumBytes,
        delegate*<byte*, long, CodecInfo*, byte*, long, int> readInfo,
        delegate*<byte*, long, byte*, long, byte*, long, int> decode,
        out CodecInfo info)
    {
        CheckLibrary(source, format);
        byte* text = stackalloc byte[TextBytes];
        CodecInfo header = default;
        fixed (byte* data = source.Data.Span)
        {
            Check(source, format, readInfo(data, source.Data.Length, &header, text, TextBytes), text);
            long pixelBytes = (long)header.Components * header.BytesPerSample;
            new ImageReadOptions(Math.Min(maximumBytes, Array.MaxLength)).Check(source, format, header.Width, header.Height, pixelBytes);
            byte[] samples = GC.AllocateUninitializedArray<byte>((int)(header.Width * header.Height * pixelBytes));
            fixed (byte* start = samples)
            {
                Check(source, format, decode(data, source.Data.Length, start, samples.Length, text, TextBytes), text);
            }

            info = header;
            return new CodedPixels(header.Width, header.Height, header.Components, header.Bits, header.IsSigned != 0, samples);
        }
    }

    /// <summary>Encodes into a buffer that starts with the size of the samples and grows where that does not suffice.</summary>
    /// <param name="format">Name of the format for messages.</param>
    /// <param name="samples">What is encoded.</param>
    /// <param name="encode">Calls the native function: samples, destination, its size, what was written, room for a sentence.</param>
    public static byte[] Encode(string format, ReadOnlySpan<byte> samples, EncodeCall encode)
    {
        ImageSource source = new("memory", default);
        CheckLibrary(source, format);
        byte* text = stackalloc byte[TextBytes];
        long room = samples.Length + (samples.Length / 4L) + 65536;
        while (true)
        {
            byte[] destination = GC.AllocateUninitializedArray<byte>((int)Math.Min(room, Array.MaxLength));
            long written = 0;
            int code;
            fixed (byte* from = samples)
            fixed (byte* to = destination)
            {
                code = encode(from, to, destination.Length, &written, text);
            }

            if (code != TooSmall || destination.Length == Array.MaxLength)
            {
                Check(source, format, code, text);
                return destination[..(int)written];
            }

            room *= 2;
        }
    }

    /// <summary>Unpacks bytes until the room is full or the data end.</summary>
    /// <param name="source">The file that the data lie in, for messages.</param>
    /// <param name="format">Name of its format.</param>
    /// <param name="place">What is unpacked and where it lies, for messages.</param>
    /// <param name="data">The compressed data.</param>
    /// <param name="output">The room.</param>
    /// <param name="unpack">The native function.</param>
    /// <returns>Bytes written.</returns>
    public static int Unpack(
        ImageSource source,
        string format,
        string place,
        ReadOnlySpan<byte> data,
        Span<byte> output,
        delegate*<byte*, long, byte*, long, long*, byte*, long, int> unpack)
    {
        CheckLibrary(source, format);
        byte* text = stackalloc byte[TextBytes];
        long written = 0;
        int code;
        fixed (byte* from = data)
        fixed (byte* to = output)
        {
            code = unpack(from, data.Length, to, output.Length, &written, text, TextBytes);
        }

        return code == 0 ? (int)written : throw source.Fault(format, $"{place}: {Text(text)}.");
    }

    /// <summary>The sentence that a native function left.</summary>
    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;

    private static void CheckLibrary(ImageSource source, string format)
    {
        if (CodecLibrary.Fault is string fault)
        {
            throw source.Fault(format, $"{fault}.");
        }
    }

    private static void Check(ImageSource source, string format, int code, byte* text)
    {
        if (code != 0)
        {
            throw source.Fault(format, $"{Text(text)}.");
        }
    }
}
