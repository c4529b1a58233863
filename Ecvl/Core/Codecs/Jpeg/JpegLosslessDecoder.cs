using System.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Decodes lossless frames (process 14); ITU-T T.81, annex H.</summary>
/// <remarks>Numbers are kept modulo 2^16; the category 16 is the difference 32768 without further bits (table H.2).</remarks>
/// <typeparam name="T">Type of a sample: byte for up to 8 bits, else ushort.</typeparam>
/// <param name="file">The file, behind its frame header.</param>
/// <param name="frame">The frame.</param>
/// <param name="data">First byte of the file.</param>
internal sealed unsafe class JpegLosslessDecoder<T>(JpegFile file, JpegFrame frame, byte* data)
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly int _count = frame.Components.Length;

    // Components of which a scan has been decoded.
    private readonly bool[] _has = new bool[frame.Components.Length];

    /// <summary>Decodes the image.</summary>
    /// <param name="destination">Interleaved samples.</param>
    public void Run(T* destination)
    {
        if (Array.Exists(frame.Components, component => component.H != 1 || component.V != 1))
        {
            throw file.Fault($"a lossless frame has components with the sampling {string.Join(", ", frame.Components.Select(component => $"{component.H} x {component.V}"))}; only 1 x 1 is supported.");
        }

        for (int missing = 0; missing >= 0; missing = Array.IndexOf(_has, false))
        {
            JpegScan? scan = file.ReadScan(frame);
            if (scan is null && !(file.AllowDamaged && Array.Exists(_has, has => has)))
            {
                throw file.Fault($"the image ends, but a scan of component {frame.Components[missing].Id} is missing.");
            }

            if (scan is null || !Decode(scan, destination))
            {
                EndDamaged(destination);
                return;
            }
        }
    }

    // Further scans are not looked for: many of them, all damaged, would cost a walk over the image each.
    private void EndDamaged(T* destination)
    {
        file.IsDamaged = true;
        for (int i = 0; i < _has.Length; i++)
        {
            if (!_has[i])
            {
                FillGray(i, 0, destination);
            }
        }
    }

    // Whether the scan was there to its end.
    private bool Decode(JpegScan scan, T* destination)
    {
        if (file.RestartInterval % frame.Width != 0)
        {
            throw file.Fault($"restart markers every {file.RestartInterval} samples in the scan at offset {scan.Offset}; a lossless scan has them after whole rows of {frame.Width}.");
        }

        int rowsPerInterval = file.RestartInterval / frame.Width;
        JpegScanReader reader = new(file, scan, data, rowsPerInterval);
        int[] numbers = Array.ConvertAll(scan.Components, component => Array.IndexOf(frame.Components, component));
        ushort[] differences = new ushort[frame.Width * numbers.Length];
        nint stride = (nint)frame.Width * _count;
        int y = 0;
        for (; y < frame.Height; y++)
        {
            bool has = reader.BeginUnit();
            if (has)
            {
                ReadRow(ref reader.Bits, scan.Components, differences);
                reader.EndUnit();
            }

            if (!has || reader.Bits.Overrun || reader.Bits.BadCodes > 0)
            {
                if (file.AllowDamaged)
                {
                    break;
                }

                throw file.Fault($"row {y} of the lossless scan at offset {scan.Offset} is damaged near offset {reader.Position}; ImageReadOptions.AllowDamaged reads what is before it.");
            }

            bool first = rowsPerInterval == 0 ? y == 0 : y % rowsPerInterval == 0;
            for (int i = 0; i < numbers.Length; i++)
            {
                T* row = destination + (y * stride) + numbers[i];
                Restore(differences.AsSpan(i), numbers.Length, row, first ? null : row - stride, scan);
            }
        }

        reader.Finish();
        foreach (int number in numbers)
        {
            Scale(number, y, destination, scan.Low);
            FillGray(number, y, destination);
            _has[number] = true;
        }

        return y == frame.Height;
    }

    private static void ReadRow(ref JpegBitReader reader, JpegComponent[] components, ushort[] differences)
    {
        // State in locals, so that it stays in registers.
        ulong bits = reader.Bits;
        int left = reader.Count;
        int next = 0;
        int count = components.Length;
        fixed (ushort* target = differences)
        {
            for (int i = 0; i < differences.Length; i++)
            {
                JpegHuffmanTable table = components[next].Dc!;
                next = next + 1 == count ? 0 : next + 1;
                JpegBitReader.Fill(ref reader, ref bits, ref left);
                int entry = table.Fast[bits >> (64 - JpegHuffmanTable.FastBits)];
                int length = entry & 255;
                int number = entry >> 16;
                if (number == 0)
                {
                    int size = (entry >> 8) & 255;
                    if (length == 0)
                    {
                        size = table.Slow(bits, out length);
                        reader.BadCodes += length > JpegHuffmanTable.LongestCode ? 1 : 0;
                    }

                    bits <<= length;
                    left -= length;
                    length = size & 15;
                    number = size == 16 ? 32768 : size == 0 ? 0 : JpegBitReader.Extend((int)(bits >> (64 - size)), size);
                }

                bits <<= length;
                left -= length;
                target[i] = (ushort)number;
            }
        }

        reader.Bits = bits;
        reader.Count = left;
    }

    // Adds the predictions of table H.1. The first row of an interval has only its left neighbours, the first sample of other rows only the one above.
    private void Restore(ReadOnlySpan<ushort> differences, int step, T* row, T* above, JpegScan scan)
    {
        int predictor = above is null ? 1 : scan.First;
        int left = above is null ? 1 << (frame.Bits - scan.Low - 1) : int.CreateTruncating(*above);
        int aboveLeft = left;
        int count = _count;
        int width = frame.Width;
        left = Next(row, differences[0], left);
        if (predictor == 1)
        {
            for (int x = 1; x < width; x++)
            {
                left = Next(row + ((nint)x * count), differences[x * step], left);
            }

            return;
        }

        for (int x = 1; x < width; x++)
        {
            nint at = (nint)x * count;
            int up = int.CreateTruncating(above[at]);
            int prediction = predictor switch
            {
                2 => up,
                3 => aboveLeft,
                4 => left + up - aboveLeft,
                5 => left + ((up - aboveLeft) >> 1),
                6 => up + ((left - aboveLeft) >> 1),
                _ => (left + up) >> 1,
            };
            left = Next(row + at, differences[x * step], prediction);
            aboveLeft = up;
        }
    }

    private static int Next(T* at, int difference, int prediction)
    {
        int value = (ushort)(prediction + difference);
        *at = T.CreateTruncating(value);
        return int.CreateTruncating(*at);
    }

    // Brings the first rows of a component to the range of the frame.
    private void Scale(int number, int rows, T* destination, int low)
    {
        nint end = low > 0 ? (nint)frame.Width * rows * _count : 0;
        for (nint i = number; i < end; i += _count)
        {
            destination[i] = T.CreateTruncating(int.CreateTruncating(destination[i]) << low);
        }
    }

    private void FillGray(int number, int firstRow, T* destination)
    {
        nint end = (nint)frame.Width * frame.Height * _count;
        T gray = T.CreateTruncating(1 << (frame.Bits - 1));
        for (nint i = ((nint)frame.Width * firstRow * _count) + number; i < end; i += _count)
        {
            destination[i] = gray;
        }
    }
}
