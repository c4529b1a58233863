using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Ecvl;

/// <summary>Makes rows of interleaved pixels of rows of components.</summary>
internal static unsafe class JpegColors
{
    /// <summary>Which conversion a file asks for; the rules of libjpeg.</summary>
    public static JpegColor Of(JpegFrame frame, JpegApplicationData application)
    {
        JpegComponent[] components = frame.Components;
        int adobe = application.AdobeTransform;
        if (frame.IsLossless || components.Length < 3)
        {
            return JpegColor.Raw;
        }

        if (components.Length == 4)
        {
            return adobe is -1 or 0 ? JpegColor.InvertedCmyk : JpegColor.Ycck;
        }

        bool namedRgb = components[0].Id == 'R' && components[1].Id == 'G' && components[2].Id == 'B';
        bool rgb = application.Jfif.IsEmpty && (adobe == 0 || (adobe < 0 && namedRgb));
        return rgb ? JpegColor.Raw : JpegColor.YCbCr;
    }

    /// <summary>Converts and interleaves a row.</summary>
    /// <typeparam name="T">Type of a sample: byte for 8 bits, ushort for 12.</typeparam>
    /// <param name="rows">A row of each component, readable for 32 samples beyond the width.</param>
    /// <param name="count">Components.</param>
    /// <param name="color">What is done.</param>
    /// <param name="destination">First sample of the row.</param>
    /// <param name="width">Pixels.</param>
    public static void Convert<T>(T** rows, int count, JpegColor color, T* destination, int width)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (count == 1)
        {
            new Span<T>(rows[0], width).CopyTo(new Span<T>(destination, width));
            return;
        }

        int done = 0;
        if (typeof(T) == typeof(byte) && Avx2.IsSupported && color == JpegColor.YCbCr)
        {
            done = YCbCrAvx2((byte*)rows[0], (byte*)rows[1], (byte*)rows[2], (byte*)destination, width);
        }

        int most = typeof(T) == typeof(byte) ? 255 : 4095;
        for (int x = done; x < width; x++)
        {
            T* pixel = destination + ((nint)x * count);
            for (int c = 0; c < count; c++)
            {
                pixel[c] = color == JpegColor.InvertedCmyk || (color == JpegColor.Ycck && c == 3) ? T.CreateTruncating(most - int.CreateTruncating(rows[c][x])) : rows[c][x];
            }

            if (color is JpegColor.YCbCr or JpegColor.Ycck)
            {
                ToRgb(pixel, most);
            }
        }
    }

    // Factors times 2^16, rounded once: the same numbers as libjpeg's tables.
    private static void ToRgb<T>(T* pixel, int most)
        where T : unmanaged, IBinaryInteger<T>
    {
        int y = int.CreateTruncating(pixel[0]);
        int cb = int.CreateTruncating(pixel[1]) - ((most + 1) / 2);
        int cr = int.CreateTruncating(pixel[2]) - ((most + 1) / 2);
        pixel[0] = T.CreateTruncating(Math.Clamp(y + (((91881 * cr) + 32768) >> 16), 0, most));
        pixel[1] = T.CreateTruncating(Math.Clamp(y + (((-22554 * cb) - (46802 * cr) + 32768) >> 16), 0, most));
        pixel[2] = T.CreateTruncating(Math.Clamp(y + (((116130 * cb) + 32768) >> 16), 0, most));
    }

    // Sixteen pixels at once; whole groups only, so that nothing behind the row is written.
    private static int YCbCrAvx2(byte* ys, byte* cbs, byte* crs, byte* destination, int width)
    {
        Vector256<short> center = Vector256.Create((short)128);
        Vector256<short> one = Vector256.Create((short)1);
        Vector256<short> green = Vector256.Create((18734 << 16) | (-22554 & 0xFFFF)).AsInt16();
        Vector256<int> half = Vector256.Create(32768);
        int x = 0;
        for (; x + 16 <= width; x += 16)
        {
            Vector256<short> y = Avx2.ConvertToVector256Int16(ys + x);
            Vector256<short> cb = Avx2.ConvertToVector256Int16(cbs + x) - center;
            Vector256<short> cr = Avx2.ConvertToVector256Int16(crs + x) - center;

            // 1.402 = 1 + 26345 / 2^16 and 1.772 = 2 - 14942 / 2^16: the high half of twice the value times the factor, plus 1, halved, is the rounded product.
            Vector256<short> r = y + cr + ((Avx2.MultiplyHigh(cr + cr, Vector256.Create((short)26345)) + one) >> 1);
            Vector256<short> b = y + cb + cb + ((Avx2.MultiplyHigh(cb + cb, Vector256.Create((short)-14942)) + one) >> 1);

            // -0.71414 = -1 + 18734 / 2^16; both products are added in 32 bits. Interleaving and packing work within halves, so the order is kept.
            Vector256<int> low = (Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(cb, cr), green) + half) >> 16;
            Vector256<int> high = (Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(cb, cr), green) + half) >> 16;
            Vector256<short> g = y - cr + Avx2.PackSignedSaturate(low, high);
            Store(
                Sse2.PackUnsignedSaturate(r.GetLower(), r.GetUpper()),
                Sse2.PackUnsignedSaturate(g.GetLower(), g.GetUpper()),
                Sse2.PackUnsignedSaturate(b.GetLower(), b.GetUpper()),
                destination + ((nint)x * 3));
        }

        return x;
    }

    // Sixteen pixels as 48 bytes: each third takes its bytes from all three registers; an index of 128 gives zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, byte* destination)
    {
        const byte N = 128;
        Vector128<byte> first = Ssse3.Shuffle(r, Vector128.Create(0, N, N, 1, N, N, 2, N, N, 3, N, N, 4, N, N, 5))
            | Ssse3.Shuffle(g, Vector128.Create(N, 0, N, N, 1, N, N, 2, N, N, 3, N, N, 4, N, N))
            | Ssse3.Shuffle(b, Vector128.Create(N, N, 0, N, N, 1, N, N, 2, N, N, 3, N, N, 4, N));
        Vector128<byte> second = Ssse3.Shuffle(r, Vector128.Create(N, N, 6, N, N, 7, N, N, 8, N, N, 9, N, N, 10, N))
            | Ssse3.Shuffle(g, Vector128.Create(5, N, N, 6, N, N, 7, N, N, 8, N, N, 9, N, N, 10))
            | Ssse3.Shuffle(b, Vector128.Create(N, 5, N, N, 6, N, N, 7, N, N, 8, N, N, 9, N, N));
        Vector128<byte> third = Ssse3.Shuffle(r, Vector128.Create(N, 11, N, N, 12, N, N, 13, N, N, 14, N, N, 15, N, N))
            | Ssse3.Shuffle(g, Vector128.Create(N, N, 11, N, N, 12, N, N, 13, N, N, 14, N, N, 15, N))
            | Ssse3.Shuffle(b, Vector128.Create(10, N, N, 11, N, N, 12, N, N, 13, N, N, 14, N, N, 15));
        first.Store(destination);
        second.Store(destination + 16);
        third.Store(destination + 32);
    }
}
