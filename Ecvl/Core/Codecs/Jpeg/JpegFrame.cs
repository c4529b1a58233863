using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>A frame header; ITU-T T.81, B.2.2.</summary>
internal sealed class JpegFrame
{
    private JpegFrame(byte process, int bits, int width, JpegComponent[] components)
    {
        Process = process;
        Bits = bits;
        Width = width;
        Components = components;
        MostH = components.Max(component => component.H);
        MostV = components.Max(component => component.V);
    }

    /// <summary>Marker that began the frame.</summary>
    public byte Process { get; }

    /// <summary>Bits of a sample.</summary>
    public int Bits { get; }

    public int Width { get; }

    public int Height { get; private set; }

    public JpegComponent[] Components { get; }

    /// <summary>Whether components with fewer samples repeat them, instead of going smoothly from one to the next.</summary>
    public bool RepeatsSamples { get; set; }

    public int MostH { get; }

    public int MostV { get; }

    public bool IsLossless => Process == JpegMarker.Lossless;

    public bool IsProgressive => Process is JpegMarker.Progressive or JpegMarker.ArithmeticProgressive;

    public bool IsArithmetic => Process is JpegMarker.ArithmeticSequential or JpegMarker.ArithmeticProgressive;

    /// <summary>Minimum coded units along x of a scan of several components.</summary>
    public int UnitsWide => (Width + (8 * MostH) - 1) / (8 * MostH);

    /// <summary>Minimum coded units along y of a scan of several components.</summary>
    public int UnitsHigh => (Height + (8 * MostV) - 1) / (8 * MostV);

    /// <summary>Describes a frame that is to be written.</summary>
    /// <param name="process">Marker of the frame.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="factors">Sampling of the components; the first uses quantisation table 0, the others 1.</param>
    public static JpegFrame Create(byte process, int bits, int width, int height, params ReadOnlySpan<(int H, int V)> factors)
    {
        JpegComponent[] components = new JpegComponent[factors.Length];
        for (int i = 0; i < components.Length; i++)
        {
            components[i] = new JpegComponent { Id = (byte)(i + 1), H = factors[i].H, V = factors[i].V, QuantizationSelector = i == 0 ? 0 : 1 };
        }

        JpegFrame frame = new(process, bits, width, components);
        frame.SetHeight(height);
        return frame;
    }

    /// <summary>Reads a frame header.</summary>
    /// <param name="source">The file.</param>
    /// <param name="process">Marker before the header.</param>
    /// <param name="offset">Offset of the content, for messages.</param>
    /// <param name="length">Bytes of the content.</param>
    public static JpegFrame Parse(ImageSource source, byte process, int offset, int length)
    {
        ReadOnlySpan<byte> data = source.Data.Span.Slice(offset, length);
        int count = length < 6 ? 0 : data[5];
        if (length < 6 || length != 6 + (3 * count))
        {
            throw source.Fault(JpegCodec.Name, $"the frame header at offset {offset} has {length} bytes, {count} components need {6 + (3 * count)}.");
        }

        int bits = data[0];
        bool lossless = process == JpegMarker.Lossless;
        if (lossless ? bits is < 2 or > 16 : bits is not (8 or 12))
        {
            throw source.Fault(JpegCodec.Name, $"the frame at offset {offset} has samples of {bits} bits; {(lossless ? "lossless coding has 2 to 16" : "known are 8 and 12")}.");
        }

        int width = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
        if (width == 0 || count is < 1 or > 4)
        {
            throw source.Fault(JpegCodec.Name, $"the frame at offset {offset} has {width} columns and {count} components; at least 1 column and 1 to 4 components are needed.");
        }

        JpegComponent[] components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> field = data.Slice(6 + (3 * i), 3);
            (int h, int v) = (field[1] >> 4, field[1] & 15);
            if (h is < 1 or > 4 || v is < 1 or > 4 || field[2] > 3)
            {
                throw source.Fault(JpegCodec.Name, $"component {i} at offset {offset + 6 + (3 * i)} has the sampling {h} x {v} and the quantisation table {field[2]}; factors are 1 to 4, tables 0 to 3.");
            }

            // The sampling of a single component has no meaning: its blocks lie row after row (A.2.2).
            components[i] = new JpegComponent { Id = field[0], H = count == 1 ? 1 : h, V = count == 1 ? 1 : v, QuantizationSelector = field[2] };
        }

        JpegFrame frame = new(process, bits, width, components);
        frame.SetHeight(BinaryPrimitives.ReadUInt16BigEndian(data[1..]));
        return frame;
    }

    /// <summary>Sets the rows, which may be known only behind the first scan.</summary>
    public void SetHeight(int height)
    {
        Height = height;
        foreach (JpegComponent component in Components)
        {
            component.SetSize(Width, height, MostH, MostV);
        }
    }
}
