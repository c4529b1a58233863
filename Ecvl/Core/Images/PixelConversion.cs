using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepHealth.Ecvl;

/// <summary>Copies samples from one image to another of the same sizes and axes, changing their type.</summary>
internal static unsafe class PixelConversion
{
    /// <summary>Converts every sample: rounds to nearest, ties to even; values beyond the type's range become its bounds; NaN becomes 0 in integers.</summary>
    public static void Run(Image source, Image destination)
    {
        switch (source.PixelType)
        {
            case PixelType.UInt8: To<byte>(source, destination); break;
            case PixelType.Int8: To<sbyte>(source, destination); break;
            case PixelType.UInt16: To<ushort>(source, destination); break;
            case PixelType.Int16: To<short>(source, destination); break;
            case PixelType.UInt32: To<uint>(source, destination); break;
            case PixelType.Int32: To<int>(source, destination); break;
            case PixelType.UInt64: To<ulong>(source, destination); break;
            case PixelType.Int64: To<long>(source, destination); break;
            case PixelType.Float32: To<float>(source, destination); break;
            case PixelType.Float64: To<double>(source, destination); break;
            default: To<byte>(source, destination); break;
        }

        GC.KeepAlive(source);
        GC.KeepAlive(destination);
    }

    /// <summary>One value in another type, rounded and saturated as above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TDestination Convert<TSource, TDestination>(TSource value)
        where TSource : unmanaged, INumber<TSource>
        where TDestination : unmanaged, INumber<TDestination>
    {
        bool toInteger = typeof(TDestination) != typeof(float) && typeof(TDestination) != typeof(double);
        if (toInteger && typeof(TSource) == typeof(float))
        {
            return TDestination.CreateSaturating(MathF.Round(Unsafe.BitCast<TSource, float>(value)));
        }

        if (toInteger && typeof(TSource) == typeof(double))
        {
            return TDestination.CreateSaturating(Math.Round(Unsafe.BitCast<TSource, double>(value)));
        }

        return TDestination.CreateSaturating(value);
    }

    private static void To<TSource>(Image source, Image destination)
        where TSource : unmanaged, INumber<TSource>
    {
        switch (destination.PixelType)
        {
            case PixelType.UInt8: Rows<TSource, byte>(source, destination); break;
            case PixelType.Int8: Rows<TSource, sbyte>(source, destination); break;
            case PixelType.UInt16: Rows<TSource, ushort>(source, destination); break;
            case PixelType.Int16: Rows<TSource, short>(source, destination); break;
            case PixelType.UInt32: Rows<TSource, uint>(source, destination); break;
            case PixelType.Int32: Rows<TSource, int>(source, destination); break;
            case PixelType.UInt64: Rows<TSource, ulong>(source, destination); break;
            case PixelType.Int64: Rows<TSource, long>(source, destination); break;
            case PixelType.Float32: Rows<TSource, float>(source, destination); break;
            case PixelType.Float64: Rows<TSource, double>(source, destination); break;
            default: MaskRows<TSource>(source, destination); break;
        }
    }

    private static void Rows<TSource, TDestination>(Image source, Image destination)
        where TSource : unmanaged, INumber<TSource>
        where TDestination : unmanaged, INumber<TDestination>
    {
        RowWalk walk = new(source.Sizes, destination.Strides, source.Strides, source.Strides);
        (nint to, nint from, _) = walk.Step;
        while (walk.Next())
        {
            byte* s = (byte*)source.Address + walk.B;
            byte* d = (byte*)destination.Address + walk.A;
            if (typeof(TSource) == typeof(TDestination) && to == sizeof(TSource) && from == sizeof(TSource))
            {
                Buffer.MemoryCopy(s, d, walk.Length * sizeof(TSource), walk.Length * sizeof(TSource));
                continue;
            }

            if (from == 0 && to == sizeof(TDestination))
            {
                // One value for all, as Image.Fill asks; a row has no more samples than a buffer has bytes.
                new Span<TDestination>(d, (int)walk.Length).Fill(Convert<TSource, TDestination>(*(TSource*)s));
                continue;
            }

            bool gapless = to == sizeof(TDestination) && from == sizeof(TSource);
            long done = gapless ? PixelLanes.Convert<TSource, TDestination>(s, d, walk.Length) : 0;
            s += (nint)done * from;
            d += (nint)done * to;
            for (long i = done; i < walk.Length; i++, s += from, d += to)
            {
                *(TDestination*)d = Convert<TSource, TDestination>(*(TSource*)s);
            }
        }
    }

    private static void MaskRows<TSource>(Image source, Image destination)
        where TSource : unmanaged, INumber<TSource>
    {
        RowWalk walk = new(source.Sizes, destination.Strides, source.Strides, source.Strides);
        (nint to, nint from, _) = walk.Step;
        while (walk.Next())
        {
            byte* s = (byte*)source.Address + walk.B;
            byte* d = (byte*)destination.Address + walk.A;
            for (long i = 0; i < walk.Length; i++, s += from, d += to)
            {
                *d = *(TSource*)s != TSource.Zero ? (byte)1 : (byte)0;
            }
        }
    }
}
