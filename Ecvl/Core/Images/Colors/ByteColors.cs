using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Gray and YCbCr of 8-bit images, 16 pixels at a time, with weights of 16 bits.</summary>
internal static unsafe class ByteColors
{
    private const int Pixels = 16;
    private const int Half = 1 << 15;

    // The weights of BT.601 times 2^16, rounded so that white stays white.
    private const int RedWeight = 19595;
    private const int GreenWeight = 38470;
    private const int BlueWeight = 7471;

    // 1/1.772, 1/1.402 and their products with the weights, times 2^16; ITU-T T.871 clause 7.
    private const int CbRed = -11058;
    private const int CbGreen = -21710;
    private const int CrGreen = -27439;
    private const int CrBlue = -5329;

    // 1.402, 1.772 and the shares of green, times 2^16.
    private const int RedFromCr = 91881;
    private const int BlueFromCb = 116130;
    private const int GreenFromCb = -22554;
    private const int GreenFromCr = -46802;

    /// <summary>Converts where this class knows the colours.</summary>
    public static bool TryRun(Image source, Image result)
    {
        bool fits = source.PixelType == PixelType.UInt8
            && (source.Color, result.Color) is (ColorType.Rgb, ColorType.Gray) or (ColorType.Rgb, ColorType.YCbCr) or (ColorType.YCbCr, ColorType.Rgb);
        if (!fits)
        {
            return false;
        }

        if (source.Axes[0] == 'c' && source.IsContiguous)
        {
            Run(source, result);
            return true;
        }

        // Other layouts are brought into this one, so that the values do not depend on the layout.
        Image interleaved = source.Rearrange("c" + source.Axes.Replace("c", string.Empty, StringComparison.Ordinal));
        Image converted = interleaved.LikeWith(result.Color);
        Run(interleaved, converted);
        result.CopyFrom(converted.Permute(source.Axes));
        return true;
    }

    private static void Run(Image source, Image result)
    {
        long pixels = source.SampleCount / 3;
        byte* from = (byte*)source.Address;
        byte* to = (byte*)result.Address;
        long done = Vector128.IsHardwareAccelerated ? pixels / Pixels * Pixels : 0;
        int width = result.ChannelCount;
        for (long i = 0; i < done; i += Pixels)
        {
            (Vector128<byte> first, Vector128<byte> second, Vector128<byte> third) = InterleavedBytes.Load(from + (3 * i));
            if (result.Color == ColorType.Gray)
            {
                Gray(first, second, third).Store(to + i);
            }
            else if (result.Color == ColorType.YCbCr)
            {
                InterleavedBytes.Store(
                    Gray(first, second, third),
                    Mix(first, second, third, CbRed, CbGreen, Half, 128),
                    Mix(first, second, third, Half, CrGreen, CrBlue, 128),
                    to + (3 * i));
            }
            else
            {
                InterleavedBytes.Store(
                    Mix(first, second, third, 1 << 16, 0, RedFromCr, -RedFromCr / 512.0),
                    Mix(first, second, third, 1 << 16, GreenFromCb, GreenFromCr, -(GreenFromCb + GreenFromCr) / 512.0),
                    Mix(first, second, third, 1 << 16, BlueFromCb, 0, -BlueFromCb / 512.0),
                    to + (3 * i));
            }
        }

        for (long i = done; i < pixels; i++)
        {
            One(from + (3 * i), to + (width * i), result.Color);
        }

        GC.KeepAlive(source);
        GC.KeepAlive(result);
    }

    private static void One(byte* from, byte* to, ColorType color)
    {
        (int a, int b, int c) = (from[0], from[1], from[2]);
        int gray = ((a * RedWeight) + (b * GreenWeight) + (c * BlueWeight) + Half) >> 16;
        switch (color)
        {
            case ColorType.Gray:
                *to = (byte)gray;
                break;
            case ColorType.YCbCr:
                to[0] = (byte)gray;
                to[1] = Mix(a, b, c, CbRed, CbGreen, Half, 128);
                to[2] = Mix(a, b, c, Half, CrGreen, CrBlue, 128);
                break;
            default:
                to[0] = Mix(a, b, c, 1 << 16, 0, RedFromCr, -RedFromCr / 512.0);
                to[1] = Mix(a, b, c, 1 << 16, GreenFromCb, GreenFromCr, -(GreenFromCb + GreenFromCr) / 512.0);
                to[2] = Mix(a, b, c, 1 << 16, BlueFromCb, 0, -BlueFromCb / 512.0);
                break;
        }
    }

    private static byte Mix(int a, int b, int c, int ofA, int ofB, int ofC, double offset)
        => (byte)Math.Clamp(((a * ofA) + (b * ofB) + (c * ofC) + Constant(offset)) >> 16, 0, 255);

    // The offset with the half that rounds.
    private static int Constant(double offset) => (int)(offset * (1 << 16)) + Half;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Gray(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue)
        => Mix(red, green, blue, RedWeight, GreenWeight, BlueWeight, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Mix(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, int ofA, int ofB, int ofC, double offset)
    {
        Vector128<int> constant = Vector128.Create(Constant(offset));
        (Vector128<ushort> aLow, Vector128<ushort> aHigh) = Vector128.Widen(a);
        (Vector128<ushort> bLow, Vector128<ushort> bHigh) = Vector128.Widen(b);
        (Vector128<ushort> cLow, Vector128<ushort> cHigh) = Vector128.Widen(c);
        Vector128<short> low = Mix(aLow, bLow, cLow, ofA, ofB, ofC, constant);
        Vector128<short> high = Mix(aHigh, bHigh, cHigh, ofA, ofB, ofC, constant);
        return Vector128.Narrow(Bounded(low), Bounded(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Bounded(Vector128<short> values)
        => Vector128.Min(Vector128.Max(values, Vector128<short>.Zero), Vector128.Create((short)255)).AsUInt16();

    /// <summary>Weighted sums of samples of 8 bits and a constant, over 2^16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Mix(Vector128<ushort> a, Vector128<ushort> b, Vector128<ushort> c, int ofA, int ofB, int ofC, Vector128<int> constant)
    {
        (Vector128<uint> aLow, Vector128<uint> aHigh) = Vector128.Widen(a);
        (Vector128<uint> bLow, Vector128<uint> bHigh) = Vector128.Widen(b);
        (Vector128<uint> cLow, Vector128<uint> cHigh) = Vector128.Widen(c);
        Vector128<int> low = (aLow.AsInt32() * ofA) + (bLow.AsInt32() * ofB) + (cLow.AsInt32() * ofC) + constant;
        Vector128<int> high = (aHigh.AsInt32() * ofA) + (bHigh.AsInt32() * ofB) + (cHigh.AsInt32() * ofC) + constant;

        // Sums lie between −2^9 and 2^10 after the shift, so that 16 bits hold them.
        return Vector128.Narrow(Vector128.ShiftRightArithmetic(low, 16), Vector128.ShiftRightArithmetic(high, 16));
    }
}
