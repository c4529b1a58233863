using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Running sums of bytes, as PNG's filter Sub and TIFF's predictor 2 ask for: each byte becomes the sum of those a step, two steps … before it.</summary>
internal static class RunningBytes
{
    private const byte None = 255;

    /// <summary>Sums in place, modulo 256.</summary>
    /// <param name="row">The bytes.</param>
    /// <param name="step">Bytes to the one that is added, at least 1.</param>
    public static void Sum(Span<byte> row, int step)
    {
        int done = Vector128.IsHardwareAccelerated && step <= 8 && row.Length >= 32 ? Blocks(row, step) : 0;
        for (int i = Math.Max(done, step); i < row.Length; i++)
        {
            row[i] += row[i - step];
        }
    }

    // Within a register: add the register moved by one step, then by two, by four, by eight; then the last pixel of the block before.
    private static int Blocks(Span<byte> row, int step)
    {
        int block = Vector128<byte>.Count / step * step;
        Vector128<byte> once = Moved(step);
        Vector128<byte> twice = Moved(2 * step);
        Vector128<byte> fourfold = Moved(4 * step);
        Vector128<byte> eightfold = Moved(8 * step);
        Vector128<byte> last = LastPixel(block, step);
        Vector128<byte> carry = Vector128<byte>.Zero;
        ref byte bytes = ref MemoryMarshal.GetReference(row);
        Vector128<byte> next = Vector128.LoadUnsafe(ref bytes);
        int i = 0;
        for (; i + block + Vector128<byte>.Count <= row.Length; i += block)
        {
            Vector128<byte> sum = next;

            // A block may be shorter than a register: what follows is read before the store spoils it.
            next = Vector128.LoadUnsafe(ref bytes, (nuint)(i + block));
            sum += Vector128.ShuffleNative(sum, once);
            sum += Vector128.ShuffleNative(sum, twice);
            sum += Vector128.ShuffleNative(sum, fourfold);
            sum += Vector128.ShuffleNative(sum, eightfold);
            sum += carry;
            carry = Vector128.ShuffleNative(sum, last);
            sum.StoreUnsafe(ref bytes, (nuint)i);
        }

        // The bytes behind the last block, as they were.
        next.StoreUnsafe(ref bytes, (nuint)i);
        return i;
    }

    // Indices that move bytes up, zeros coming in from below: 255 is no byte of the register on any processor.
    private static Vector128<byte> Moved(int bytes)
    {
        Span<byte> indices = stackalloc byte[Vector128<byte>.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = i >= bytes ? (byte)(i - bytes) : None;
        }

        return Vector128.Create<byte>(indices);
    }

    private static Vector128<byte> LastPixel(int block, int step)
    {
        Span<byte> indices = stackalloc byte[Vector128<byte>.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = (byte)(block - step + (i % step));
        }

        return Vector128.Create<byte>(indices);
    }
}
