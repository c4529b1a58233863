using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>The row filters; PNG clause 9. All sums are modulo 256, and what lies outside the image is 0.</summary>
internal static class PngFilters
{
    /// <summary>Undoes a filter in place.</summary>
    /// <param name="filter">0 … 4.</param>
    /// <param name="row">The row as it was stored.</param>
    /// <param name="above">The row above, decoded; as long as <paramref name="row"/>.</param>
    /// <param name="step">Bytes to the pixel on the left.</param>
    public static void Undo(PngFilter filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        above = above[..row.Length];
        int first = Math.Min(step, row.Length);
        switch (filter)
        {
            case PngFilter.Sub:
                for (int i = step; i < row.Length; i++)
                {
                    row[i] += row[i - step];
                }

                break;
            case PngFilter.Up:
                Add(row, above);
                break;
            case PngFilter.Average:
                for (int i = 0; i < first; i++)
                {
                    row[i] += (byte)(above[i] >> 1);
                }

                for (int i = step; i < row.Length; i++)
                {
                    row[i] += (byte)((row[i - step] + above[i]) >> 1);
                }

                break;
            case PngFilter.Paeth:
                Add(row[..first], above);
                for (int i = PaethPixels(row, above, step); i < row.Length; i++)
                {
                    row[i] += Nearest(row[i - step], above[i], above[i - step]);
                }

                break;
        }
    }

    /// <summary>Applies a filter.</summary>
    /// <param name="filter">One of the five; not <see cref="PngFilter.Adaptive"/>.</param>
    /// <param name="row">The samples.</param>
    /// <param name="above">The samples of the row above.</param>
    /// <param name="result">As long as <paramref name="row"/>.</param>
    /// <param name="step">Bytes to the pixel on the left.</param>
    public static void Apply(PngFilter filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result, int step)
    {
        for (int i = 0; i < row.Length; i++)
        {
            byte left = i < step ? (byte)0 : row[i - step];
            byte corner = i < step ? (byte)0 : above[i - step];
            int guess = filter switch
            {
                PngFilter.Sub => left,
                PngFilter.Up => above[i],
                PngFilter.Average => (left + above[i]) >> 1,
                PngFilter.Paeth => Nearest(left, above[i], corner),
                _ => 0,
            };
            result[i] = (byte)(row[i] - guess);
        }
    }

    /// <summary>The sum of absolute differences, the measure of PNG 12.7.</summary>
    public static long Cost(ReadOnlySpan<byte> filtered)
    {
        long sum = 0;
        foreach (byte value in filtered)
        {
            sum += Math.Abs((int)(sbyte)value);
        }

        return sum;
    }

    private static void Add(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            Span<Vector<byte>> wide = MemoryMarshal.Cast<byte, Vector<byte>>(row);
            ReadOnlySpan<Vector<byte>> wideAbove = MemoryMarshal.Cast<byte, Vector<byte>>(above);
            for (int block = 0; block < wide.Length; block++)
            {
                wide[block] += wideAbove[block];
            }

            i = wide.Length * Vector<byte>.Count;
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    // The samples of one pixel of 3 or 4 bytes at once, as 16-bit lanes; the pixel on the left stays in a register. Returns where to go on.
    private static int PaethPixels(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        if (!Vector128.IsHardwareAccelerated || step is not (3 or 4) || row.Length < step + 4)
        {
            return step;
        }

        // Four bytes are read also where a pixel has three: the last pixel is left to the caller, as the first was.
        Vector128<short> left = Samples(row);
        Vector128<short> corner = Samples(above);
        int i = step;
        for (; i + 4 <= row.Length; i += step)
        {
            Vector128<short> up = Samples(above[i..]);
            Vector128<short> toLeft = Vector128.Abs(up - corner);
            Vector128<short> toAbove = Vector128.Abs(left - corner);
            Vector128<short> toCorner = Vector128.Abs(up + left - corner - corner);
            Vector128<short> least = Vector128.Min(toCorner, Vector128.Min(toLeft, toAbove));
            Vector128<short> nearest = Vector128.ConditionalSelect(
                Vector128.Equals(least, toLeft),
                left,
                Vector128.ConditionalSelect(Vector128.Equals(least, toAbove), up, corner));
            left = (Samples(row[i..]) + nearest) & Vector128.Create((short)255);
            corner = up;
            uint pixel = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt32().ToScalar();
            if (step == 4)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(row[i..], pixel);
            }
            else
            {
                // The fourth byte belongs to the next pixel, which is not decoded yet.
                BinaryPrimitives.WriteUInt16LittleEndian(row[i..], (ushort)pixel);
                row[i + 2] = (byte)(pixel >> 16);
            }
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Samples(ReadOnlySpan<byte> pixel)
        => Vector128.WidenLower(Vector128.CreateScalarUnsafe(BinaryPrimitives.ReadUInt32LittleEndian(pixel)).AsByte()).AsInt16();

    // PNG 9.4: of left, above and corner the nearest to left + above − corner; ties in this order.
    private static byte Nearest(byte left, byte above, byte corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
