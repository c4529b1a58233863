using System.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Makes planes of components of interleaved pixels.</summary>
internal static unsafe class JpegForwardColors
{
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
            for (int x = 0; x < width; x++, next += 3)
            {
                int r = int.CreateTruncating(pixels[next]);
                int g = int.CreateTruncating(pixels[next + 1]);
                int b = int.CreateTruncating(pixels[next + 2]);
                first[x] = (ushort)(((19595 * r) + (38470 * g) + (7471 * b) + 32768) >> 16);
                second[x] = (ushort)(((-11059 * r) - (21709 * g) + (32768 * b) + middle) >> 16);
                third[x] = (ushort)(((32768 * r) - (27439 * g) - (5329 * b) + middle) >> 16);
            }
        }

        foreach (JpegPlane plane in planes)
        {
            plane.Pad(width, height);
        }
    }
}
