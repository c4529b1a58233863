using System.Buffers.Binary;
using System.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Writes lossless JPEG streams (process 14) with the shortest Huffman code; ITU-T T.81, annex H.</summary>
/// <remarks>With predictor 1 this is what DICOM calls JPEG Lossless, Non-Hierarchical, First-Order Prediction (1.2.840.10008.1.2.4.70),
/// with another one 1.2.840.10008.1.2.4.57.</remarks>
public static class JpegLosslessEncoder
{
    private const int MostSide = 65535;

    /// <summary>Encodes one image.</summary>
    /// <param name="pixels">2 to 16 bits, 1 to 4 components. Of signed samples the significant bits are stored: the reader extends the sign.</param>
    /// <param name="predictor">1 left, 2 above, 3 above left, 4 left + above − above left, 5 left + (above − above left)/2, 6 above + (left − above left)/2, 7 (left + above)/2.</param>
    /// <returns>The stream. All components are in one scan.</returns>
    /// <exception cref="ImageFileException">Size, bits, components or predictor are outside what the format can store.</exception>
    public static byte[] Encode(CodedPixels pixels, int predictor = 1)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Bits is < 2 or > 16 || pixels.Components > 4 || pixels.Width > MostSide || pixels.Height > MostSide || predictor is < 1 or > 7)
        {
            throw RasterImage.Refused(JpegCodec.Name, $"{pixels.Width} x {pixels.Height} pixels of {pixels.Components} components with {pixels.Bits} bits and predictor {predictor} cannot be stored without loss; sides go to {MostSide}, components to 4, bits from 2 to 16, predictors from 1 to 7");
        }

        // Every row is predicted twice: to count, and to write.
        short[] differences = new short[pixels.Width * pixels.Components];
        ushort[] rows = new ushort[2 * differences.Length];
        long[] numbers = new long[JpegHuffmanTable.LongestCode + 1];
        for (int y = 0; y < pixels.Height; y++)
        {
            Predict(pixels, y, predictor, rows, differences);
            foreach (short difference in differences)
            {
                numbers[Category(difference)]++;
            }
        }

        JpegHuffmanCode code = JpegHuffmanCode.Optimal(numbers);
        JpegOutput output = new();
        WriteHeaders(output, pixels, predictor, code);
        for (int y = 0; y < pixels.Height; y++)
        {
            Predict(pixels, y, predictor, rows, differences);
            foreach (short difference in differences)
            {
                int size = Category(difference);
                code.Write(output, size);

                // The category 16 is one number, which needs no bits.
                int bits = difference < 0 ? difference - 1 : difference;
                output.Bits((uint)bits & ((1u << (size & 15)) - 1), size & 15);
            }
        }

        output.EndBits();
        output.Marker(JpegMarker.End);
        return output.Written.ToArray();
    }

    // Bits of the magnitude: 16 for -32768 only.
    private static int Category(short difference) => 32 - BitOperations.LeadingZeroCount((uint)Math.Abs((int)difference));

    private static void WriteHeaders(JpegOutput output, CodedPixels pixels, int predictor, JpegHuffmanCode code)
    {
        output.Marker(JpegMarker.Start);
        byte[] frame = new byte[6 + (3 * pixels.Components)];
        frame[0] = (byte)pixels.Bits;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)pixels.Height);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)pixels.Width);
        frame[5] = (byte)pixels.Components;
        byte[] scan = new byte[4 + (2 * pixels.Components)];
        scan[0] = (byte)pixels.Components;
        for (int i = 0; i < pixels.Components; i++)
        {
            (frame[6 + (3 * i)], frame[7 + (3 * i)]) = ((byte)(i + 1), 0x11);
            scan[1 + (2 * i)] = (byte)(i + 1);
        }

        scan[^3] = (byte)predictor;
        output.Segment(JpegMarker.Lossless, frame);
        output.Segment(JpegMarker.HuffmanTables, [0], code.Definition);
        output.Segment(JpegMarker.Scan, scan);
    }

    // Differences of a row modulo 2^16. The row goes to one half of the rows, the one above lies in the other.
    private static void Predict(CodedPixels pixels, int y, int predictor, ushort[] rows, short[] differences)
    {
        int length = differences.Length;
        Span<ushort> row = rows.AsSpan((y & 1) * length, length);
        ReadOnlySpan<ushort> above = rows.AsSpan((1 - (y & 1)) * length, length);
        Load(pixels, y, row);
        int count = pixels.Components;
        for (int i = 0; i < length; i++)
        {
            int prediction;
            if (y == 0 || i < count)
            {
                prediction = y > 0 ? above[i] : i >= count ? row[i - count] : 1 << (pixels.Bits - 1);
            }
            else
            {
                (int left, int up, int aboveLeft) = (row[i - count], above[i], above[i - count]);
                prediction = predictor switch
                {
                    1 => left,
                    2 => up,
                    3 => aboveLeft,
                    4 => left + up - aboveLeft,
                    5 => left + ((up - aboveLeft) >> 1),
                    6 => up + ((left - aboveLeft) >> 1),
                    _ => (left + up) >> 1,
                };
            }

            differences[i] = (short)(row[i] - prediction);
        }
    }

    private static void Load(CodedPixels pixels, int y, Span<ushort> row)
    {
        int mask = (1 << pixels.Bits) - 1;
        ReadOnlySpan<byte> samples = pixels.Samples.Span.Slice(y * row.Length * pixels.BytesPerSample, row.Length * pixels.BytesPerSample);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (ushort)((pixels.BytesPerSample == 1 ? samples[i] : BinaryPrimitives.ReadUInt16LittleEndian(samples[(2 * i)..])) & mask);
        }
    }
}
