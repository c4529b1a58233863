using System.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Converts colours a stretch of pixels at a time: samples to planes of doubles, those to red, green, blue and on, and back to samples.</summary>
internal static unsafe class ColorRows
{
    private const int Stretch = 256;
    private const int Planes = 4;

    public static void Run(Image source, Image result)
    {
        switch (source.PixelType)
        {
            case PixelType.UInt8: Rows<byte>(source, result); break;
            case PixelType.Int8: Rows<sbyte>(source, result); break;
            case PixelType.UInt16: Rows<ushort>(source, result); break;
            case PixelType.Int16: Rows<short>(source, result); break;
            case PixelType.UInt32: Rows<uint>(source, result); break;
            case PixelType.Int32: Rows<int>(source, result); break;
            case PixelType.UInt64: Rows<ulong>(source, result); break;
            case PixelType.Int64: Rows<long>(source, result); break;
            case PixelType.Float32: Rows<float>(source, result); break;
            default: Rows<double>(source, result); break;
        }
    }

    private static void Rows<T>(Image source, Image result)
        where T : unmanaged, INumber<T>
    {
        Image from = source.Channel(0);
        Image to = result.Channel(0);
        RowWalk walk = new(from.Sizes, to.Strides, from.Strides, from.Strides);
        (nint toStep, nint fromStep, _) = walk.Step;
        int c = source.Axes.IndexOf('c', StringComparison.Ordinal);
        (nint toPlane, nint fromPlane) = ((nint)result.Strides[c], (nint)source.Strides[c]);
        double* planes = stackalloc double[Planes * Stretch];
        while (walk.Next())
        {
            for (long first = 0; first < walk.Length; first += Stretch)
            {
                int count = (int)Math.Min(Stretch, walk.Length - first);
                byte* s = (byte*)source.Address + walk.B + ((nint)first * fromStep);
                byte* d = (byte*)result.Address + walk.A + ((nint)first * toStep);
                for (int channel = 0; channel < source.ChannelCount; channel++)
                {
                    Load<T>(s + (channel * fromPlane), fromStep, planes + (channel * Stretch), count);
                }

                ColorFormulas.ToRgb(source.Color, source.PixelType, planes, Stretch, count);
                ColorFormulas.FromRgb(result.Color, result.PixelType, planes, Stretch, count);
                for (int channel = 0; channel < result.ChannelCount; channel++)
                {
                    Store<T>(planes + (channel * Stretch), d + (channel * toPlane), toStep, count);
                }
            }
        }

        GC.KeepAlive(from);
        GC.KeepAlive(to);
    }

    private static void Load<T>(byte* samples, nint step, double* plane, int count)
        where T : unmanaged, INumber<T>
    {
        double scale = 1 / ColorScale.Full(PixelTypes.Of<T>());
        for (int i = 0; i < count; i++, samples += step)
        {
            plane[i] = double.CreateTruncating(*(T*)samples) * scale;
        }
    }

    private static void Store<T>(double* plane, byte* samples, nint step, int count)
        where T : unmanaged, INumber<T>
    {
        double full = ColorScale.Full(PixelTypes.Of<T>());
        for (int i = 0; i < count; i++, samples += step)
        {
            *(T*)samples = PixelConversion.Convert<double, T>(plane[i] * full);
        }
    }
}
