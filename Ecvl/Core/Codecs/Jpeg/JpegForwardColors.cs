using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Makes planes of components of interleaved pixels.</summary>
internal static unsafe class JpegForwardColors
{
    private const int Lanes = 16;
    private const int Half = 1 << 15;

    // The weights of JFIF times 2^16, rounded as libjpeg does.
    private const int YRed = 19595;
    private const int YGreen = 38470;
    private const int YBlue = 7471;
    private const int CbRed = -11059;
    private const int CbGreen = -21709;
    private const int CrGreen = -27439;
    private const int CrBlue = -5329;

    /// <summary>Fills planes from gray or RGB pixels, colours by JFIF with factors of 16 bits, as libjpeg rounds them.</summary>
    /// <param name="pixels">Interleaved samples.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="planes">One plane for gray, three for RGB.</param>
    public static void Split<T>(ReadOnlySpan<T> pixels, int width, int height, int bits, JpegPlane[] planes)
        where T : unmanaged, IBinaryInteger<T>
    {
        int next = 0;
        int middle = (1 << (bits + 15)) + 32767;
        for (int y = 0; y < height; y++)
        {
            ushort* first = planes[0].Row(y);
            if (planes.Length == 1)
            {
                for (int x = 0; x < width; x++)
                {
                    first[x] = ushort.CreateTruncating(pixels[next++]);
                }

                continue;
            }

            ushort* second = planes[1].Row(y);
            ushort* third = planes[2].Row(y);
            int done = typeof(T) == typeof(byte) ? SplitRow((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pixels)) + next, first, second, third, width) : 0;
            next += 3 * done;
            for (int x = done; x < width; x++, next += 3)
            {
                int r = int.CreateTruncating(pixels[next]);
                int g = int.CreateTruncating(pixels[next + 1]);
                int b = int.CreateTruncating(pixels[next + 2]);
                first[x] = (ushort)(((YRed * r) + (YGreen * g) + (YBlue * b) + Half) >> 16);
                second[x] = (ushort)(((CbRed * r) + (CbGreen * g) + (Half * b) + middle) >> 16);
                third[x] = (ushort)(((Half * r) + (CrGreen * g) + (CrBlue * b) + middle) >> 16);
            }
        }

        foreach (JpegPlane plane in planes)
        {
            plane.Pad(width, height);
        }
    }

    // 16 pixels of 8 bits at a time; the pixels are pinned by their image.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SplitRow(byte* pixels, ushort* first, ushort* second, ushort* third, int width)
    {
        int done = Vector128.IsHardwareAccelerated ? width / Lanes * Lanes : 0;
        Vector128<int> half = Vector128.Create(Half);
        Vector128<int> middle = Vector128.Create((1 << 23) + Half - 1);
        for (int x = 0; x < done; x += Lanes)
        {
            (Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue) = InterleavedBytes.Load(pixels + (3 * x));
            (Vector128<ushort> r, Vector128<ushort> g, Vector128<ushort> b) = (Vector128.WidenLower(red), Vector128.WidenLower(green), Vector128.WidenLower(blue));
            ByteColors.Mix(r, g, b, YRed, YGreen, YBlue, half).AsUInt16().Store(first + x);
            ByteColors.Mix(r, g, b, CbRed, CbGreen, Half, middle).AsUInt16().Store(second + x);
            ByteColors.Mix(r, g, b, Half, CrGreen, CrBlue, middle).AsUInt16().Store(third + x);
            (r, g, b) = (Vector128.WidenUpper(red), Vector128.WidenUpper(green), Vector128.WidenUpper(blue));
            ByteColors.Mix(r, g, b, YRed, YGreen, YBlue, half).AsUInt16().Store(first + x + (Lanes / 2));
            ByteColors.Mix(r, g, b, CbRed, CbGreen, Half, middle).AsUInt16().Store(second + x + (Lanes / 2));
            ByteColors.Mix(r, g, b, Half, CrGreen, CrBlue, middle).AsUInt16().Store(third + x + (Lanes / 2));
        }

        return done;
    }
}
