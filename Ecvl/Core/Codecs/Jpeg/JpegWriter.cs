using System.Buffers.Binary;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Writes one JPEG file: gray or RGB, 8 or 12 bits, sequential or progressive.</summary>
internal static unsafe class JpegWriter
{
    private const int MostSide = 65535;

    public static void Write(Image image, Stream destination, JpegWriteOptions options)
    {
        if (options.Quality is < 1 or > 100 || options.RestartInterval is < 0 or > 65535)
        {
            throw RasterImage.Refused(JpegCodec.Name, $"the quality {options.Quality} and the restart interval {options.RestartInterval} must lie in 1 … 100 and 0 … 65535");
        }

        // Two bytes for each sample of a component, in whole units of at most 16 pixels a side.
        long planeBytes = sizeof(ushort) * ((image.Width + 15L) & ~15L) * ((image.Height + 15L) & ~15L);
        if (planeBytes > BufferPool.MaxBytes)
        {
            throw RasterImage.Refused(JpegCodec.Name, $"{image} takes {planeBytes} bytes for a component while it is packed, at most {BufferPool.MaxBytes} are possible; write it in parts");
        }

        Image pixels = RasterImage.Interleaved(image, JpegCodec.Name, PixelType.UInt8, PixelType.UInt16);
        if (pixels.Color is not (ColorType.Gray or ColorType.Rgb) || pixels.Width > MostSide || pixels.Height > MostSide)
        {
            throw RasterImage.Refused(JpegCodec.Name, $"{pixels} cannot be stored, only Gray and Rgb up to {MostSide} pixels a side");
        }

        int bits = pixels.PixelType == PixelType.UInt8 ? 8 : 12;
        int luminance = pixels.Color == ColorType.Gray || options.Subsampling == JpegSubsampling.None ? 1 : 2;
        (int H, int V) first = (luminance, options.Subsampling == JpegSubsampling.Both ? luminance : 1);
        byte process = options.Progressive ? JpegMarker.Progressive : bits == 8 ? JpegMarker.Baseline : JpegMarker.Extended;
        JpegFrame frame = pixels.Color == ColorType.Gray
            ? JpegFrame.Create(process, bits, pixels.Width, pixels.Height, (1, 1))
            : JpegFrame.Create(process, bits, pixels.Width, pixels.Height, first, (1, 1), (1, 1));
        for (int i = 0; i < frame.Components.Length; i++)
        {
            JpegStandardTables.Steps(i > 0, options.Quality).CopyTo(frame.Components[i].Quantization, 0);
        }

        using JpegCoefficients coefficients = new(frame);
        JpegCoefficientEncoder.Encode(pixels, frame, coefficients);
        JpegOutput output = new();
        output.Marker(JpegMarker.Start);
        JpegMetadata.Write(output, image.Metadata, PixelDensity.PerMetre(image));
        WriteFrame(output, frame, options);
        JpegScanEncoder encoder = new(frame, coefficients, options.RestartInterval);
        foreach (JpegScan scan in JpegScanScript.Of(frame))
        {
            WriteScan(output, frame, scan, encoder.Encode(scan), options.OptimizeCode || options.Progressive || bits > 8);
        }

        output.Marker(JpegMarker.End);
        destination.Write(output.Written.Span);
    }

    private static void WriteFrame(JpegOutput output, JpegFrame frame, JpegWriteOptions options)
    {
        for (int table = 0; table < Math.Min(2, frame.Components.Length); table++)
        {
            byte[] content = new byte[65];
            content[0] = (byte)table;
            for (int i = 0; i < 64; i++)
            {
                content[1 + i] = (byte)frame.Components[table].Quantization[JpegOrder.Natural[i]];
            }

            output.Segment(JpegMarker.QuantizationTables, content);
        }

        byte[] header = new byte[6 + (3 * frame.Components.Length)];
        header[0] = (byte)frame.Bits;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(1), (ushort)frame.Height);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(3), (ushort)frame.Width);
        header[5] = (byte)frame.Components.Length;
        for (int i = 0; i < frame.Components.Length; i++)
        {
            JpegComponent component = frame.Components[i];
            (header[6 + (3 * i)], header[7 + (3 * i)], header[8 + (3 * i)]) = (component.Id, (byte)((component.H << 4) | component.V), (byte)component.QuantizationSelector);
        }

        output.Segment(frame.Process, header);
        if (options.RestartInterval > 0)
        {
            output.Segment(JpegMarker.RestartInterval, [(byte)(options.RestartInterval >> 8), (byte)options.RestartInterval]);
        }
    }

    private static void WriteScan(JpegOutput output, JpegFrame frame, JpegScan scan, JpegTokens tokens, bool optimal)
    {
        JpegHuffmanCode?[] codes = new JpegHuffmanCode?[4];
        for (int code = 0; code < codes.Length; code++)
        {
            if (tokens.Uses(code))
            {
                codes[code] = optimal ? tokens.Optimal(code) : JpegStandardTables.Code(ac: code >= 2, chrominance: (code & 1) != 0);
                output.Segment(JpegMarker.HuffmanTables, [(byte)(((code >> 1) << 4) | (code & 1))], codes[code]!.Definition);
            }
        }

        byte[] header = new byte[4 + (2 * scan.Components.Length)];
        header[0] = (byte)scan.Components.Length;
        for (int i = 0; i < scan.Components.Length; i++)
        {
            // DC and AC codes of a component have the same number.
            int number = JpegScanEncoder.DcCode(Array.IndexOf(frame.Components, scan.Components[i]));
            (header[1 + (2 * i)], header[2 + (2 * i)]) = (scan.Components[i].Id, (byte)((number << 4) | number));
        }

        (header[^3], header[^2], header[^1]) = ((byte)scan.First, (byte)scan.Last, (byte)((scan.High << 4) | scan.Low));
        output.Segment(JpegMarker.Scan, header);
        tokens.Write(output, codes);
    }
}
