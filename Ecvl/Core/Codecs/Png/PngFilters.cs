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
    /// <param name="step">Bytes to the pixel on the left: 1, 2, 3, 4, 6 or 8.</param>
    public static void Undo(PngFilter filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        above = above[..row.Length];
        switch (filter)
        {
            case PngFilter.Sub:
                RunningBytes.Sum(row, step);
                break;
            case PngFilter.Up:
                Add(row, above);
                break;
            case PngFilter.Average:
                Undo<PngAverage>(row, above, step);
                break;
            case PngFilter.Paeth:
                Undo<PngPaeth>(row, above, step);
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
        switch (filter)
        {
            case PngFilter.Sub:
                Apply<PngSub>(row, above, result, step);
                break;
            case PngFilter.Up:
                Subtract(row, above, result);
                break;
            case PngFilter.Average:
                Apply<PngAverage>(row, above, result, step);
                break;
            case PngFilter.Paeth:
                Apply<PngPaeth>(row, above, result, step);
                break;
            default:
                row.CopyTo(result);
                break;
        }
    }

    /// <summary>The sum of absolute differences, the measure of PNG 12.7.</summary>
    public static long Cost(ReadOnlySpan<byte> filtered)
    {
        ReadOnlySpan<Vector<sbyte>> wide = MemoryMarshal.Cast<byte, Vector<sbyte>>(filtered);
        long sum = 0;
        foreach (Vector<sbyte> block in wide)
        {
            // −128 stays as it is, and as a number without sign is 128.
            Vector.Widen(Vector.AsVectorByte(Vector.Abs(block)), out Vector<ushort> low, out Vector<ushort> high);
            sum += Vector.Sum(low + high);
        }

        for (int i = wide.Length * Vector<sbyte>.Count; i < filtered.Length; i++)
        {
            sum += Math.Abs((int)(sbyte)filtered[i]);
        }

        return sum;
    }

    // The samples of one pixel at once, as 16-bit lanes; the pixel on the left stays in a register.
    private static void Undo<TGuess>(Span<byte> row, ReadOnlySpan<byte> above, int step)
        where TGuess : struct, IPngGuess
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // Four or eight bytes are read also where a pixel has fewer; what lies beyond the pixel is not written.
            int read = step <= 4 ? 4 : 8;
            ref byte samples = ref MemoryMarshal.GetReference(row);
            ref byte upper = ref MemoryMarshal.GetReference(above);
            Vector128<short> left = Vector128<short>.Zero;
            Vector128<short> corner = Vector128<short>.Zero;
            for (; i + read <= row.Length; i += step)
            {
                Vector128<short> up = Load(ref Unsafe.Add(ref upper, i), read);
                left = (Load(ref Unsafe.Add(ref samples, i), read) + TGuess.Of(left, up, corner)) & Vector128.Create((short)255);
                corner = up;
                Store(left, ref Unsafe.Add(ref samples, i), step);
            }
        }

        for (; i < row.Length; i++)
        {
            row[i] += (byte)(i < step ? TGuess.Of(0, above[i], 0) : TGuess.Of(row[i - step], above[i], above[i - step]));
        }
    }

    private static void Apply<TGuess>(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result, int step)
        where TGuess : struct, IPngGuess
    {
        above = above[..row.Length];
        result = result[..row.Length];
        int first = Math.Min(step, row.Length);
        for (int i = 0; i < first; i++)
        {
            result[i] = (byte)(row[i] - TGuess.Of(0, above[i], 0));
        }

        int next = first;
        if (Vector128.IsHardwareAccelerated)
        {
            ref byte samples = ref MemoryMarshal.GetReference(row);
            ref byte upper = ref MemoryMarshal.GetReference(above);
            ref byte to = ref MemoryMarshal.GetReference(result);
            for (; next + Vector128<byte>.Count <= row.Length; next += Vector128<byte>.Count)
            {
                Vector128<byte> left = Vector128.LoadUnsafe(ref Unsafe.Add(ref samples, next - step));
                Vector128<byte> up = Vector128.LoadUnsafe(ref Unsafe.Add(ref upper, next));
                Vector128<byte> corner = Vector128.LoadUnsafe(ref Unsafe.Add(ref upper, next - step));
                Vector128<short> low = TGuess.Of(Vector128.WidenLower(left).AsInt16(), Vector128.WidenLower(up).AsInt16(), Vector128.WidenLower(corner).AsInt16());
                Vector128<short> high = TGuess.Of(Vector128.WidenUpper(left).AsInt16(), Vector128.WidenUpper(up).AsInt16(), Vector128.WidenUpper(corner).AsInt16());
                Vector128<byte> guess = Vector128.Narrow(low.AsUInt16(), high.AsUInt16());
                (Vector128.LoadUnsafe(ref Unsafe.Add(ref samples, next)) - guess).StoreUnsafe(ref Unsafe.Add(ref to, next));
            }
        }

        for (int i = next; i < row.Length; i++)
        {
            result[i] = (byte)(row[i] - TGuess.Of(row[i - step], above[i], above[i - step]));
        }
    }

    private static void Add(Span<byte> row, ReadOnlySpan<byte> above)
    {
        Span<Vector<byte>> wide = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        ReadOnlySpan<Vector<byte>> wideAbove = MemoryMarshal.Cast<byte, Vector<byte>>(above);
        for (int block = 0; block < wide.Length; block++)
        {
            wide[block] += wideAbove[block];
        }

        for (int i = wide.Length * Vector<byte>.Count; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    private static void Subtract(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result)
    {
        ReadOnlySpan<Vector<byte>> wide = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        ReadOnlySpan<Vector<byte>> wideAbove = MemoryMarshal.Cast<byte, Vector<byte>>(above);
        Span<Vector<byte>> wideResult = MemoryMarshal.Cast<byte, Vector<byte>>(result);
        for (int block = 0; block < wide.Length; block++)
        {
            wideResult[block] = wide[block] - wideAbove[block];
        }

        for (int i = wide.Length * Vector<byte>.Count; i < row.Length; i++)
        {
            result[i] = (byte)(row[i] - above[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Load(ref byte pixel, int bytes)
    {
        ulong samples = bytes == 4 ? Unsafe.ReadUnaligned<uint>(ref pixel) : Unsafe.ReadUnaligned<ulong>(ref pixel);
        return Vector128.WidenLower(Vector128.CreateScalarUnsafe(samples).AsByte()).AsInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<short> samples, ref byte pixel, int bytes)
    {
        ulong packed = Vector128.Narrow(samples.AsUInt16(), samples.AsUInt16()).AsUInt64().ToScalar();
        switch (bytes)
        {
            case 1:
                pixel = (byte)packed;
                break;
            case 2:
                Unsafe.WriteUnaligned(ref pixel, (ushort)packed);
                break;
            case 3:
                // The fourth byte belongs to the next pixel, which is not decoded yet.
                Unsafe.WriteUnaligned(ref pixel, (ushort)packed);
                Unsafe.Add(ref pixel, 2) = (byte)(packed >> 16);
                break;
            case 4:
                Unsafe.WriteUnaligned(ref pixel, (uint)packed);
                break;
            case 6:
                Unsafe.WriteUnaligned(ref pixel, (uint)packed);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref pixel, 4), (ushort)(packed >> 32));
                break;
            default:
                Unsafe.WriteUnaligned(ref pixel, packed);
                break;
        }
    }
}
