using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepHealth.Ecvl;

/// <summary>Runs a calculation over images. A null operand is the scalar.</summary>
internal static unsafe class PixelArithmetic
{
    /// <summary>Calculates a new image of the type of its operands: rounded to nearest even, saturated.</summary>
    public static Image Run<TOp>(Image? left, Image? right, double scalar)
        where TOp : struct, IPixelOp
    {
        Image model = left ?? right!;
        if (left is not null && right is not null)
        {
            Check<TOp>(left, right);
        }

        Image result = model.Like(model.PixelType);
        switch (model.PixelType)
        {
            case PixelType.UInt8: Rows<byte, TOp>(left, right, result, scalar); break;
            case PixelType.Int8: Rows<sbyte, TOp>(left, right, result, scalar); break;
            case PixelType.UInt16: Rows<ushort, TOp>(left, right, result, scalar); break;
            case PixelType.Int16: Rows<short, TOp>(left, right, result, scalar); break;
            case PixelType.UInt32: Rows<uint, TOp>(left, right, result, scalar); break;
            case PixelType.Int32: Rows<int, TOp>(left, right, result, scalar); break;
            case PixelType.UInt64: Rows<ulong, TOp>(left, right, result, scalar); break;
            case PixelType.Int64: Rows<long, TOp>(left, right, result, scalar); break;
            case PixelType.Float32: Rows<float, TOp>(left, right, result, scalar); break;
            case PixelType.Float64: Rows<double, TOp>(left, right, result, scalar); break;
            default: throw new ImageException($"Image.{TOp.Name}: the pixel type is {model.PixelType}, arithmetic needs numbers; use ConvertTo(PixelType.UInt8).");
        }

        GC.KeepAlive(left);
        GC.KeepAlive(right);
        return result;
    }

    private static void Check<TOp>(Image left, Image right)
        where TOp : struct, IPixelOp
    {
        left.CheckSameSizes(right, $"Image.{TOp.Name}");
        if (left.PixelType != right.PixelType)
        {
            throw new ImageException($"Image.{TOp.Name}: pixel types differ: left {left.PixelType}, right {right.PixelType}; use ConvertTo on one of them.");
        }

        if (left.Color != right.Color && left.Color != ColorType.None && right.Color != ColorType.None)
        {
            throw new ImageException($"Image.{TOp.Name}: colour types differ: left {left.Color}, right {right.Color}.");
        }
    }

    private static void Rows<T, TOp>(Image? left, Image? right, Image result, double scalar)
        where T : unmanaged, INumber<T>
        where TOp : struct, IPixelOp
    {
        // A scalar operand is walked with steps of 0 over one sample, so that one loop serves all forms.
        long[] still = new long[result.Rank];
        RowWalk walk = new(result.Sizes, result.Strides, left is null ? still : left.Strides, right is null ? still : right.Strides);
        (nint toStep, nint leftStep, nint rightStep) = walk.Step;
        bool whole = IsWhole64<T>() && (left is not null && right is not null || IsExact(scalar));
        while (walk.Next())
        {
            byte* to = (byte*)result.Address + walk.A;
            byte* a = left is null ? null : (byte*)left.Address + walk.B;
            byte* b = right is null ? null : (byte*)right.Address + walk.C;
            if (whole)
            {
                WholeRow<T, TOp>(walk.Length, to, toStep, a, leftStep, b, rightStep, IsExact(scalar) ? (Int128)scalar : 0);
                continue;
            }

            bool gapless = toStep == sizeof(T) && (left is null || leftStep == sizeof(T)) && (right is null || rightStep == sizeof(T));
            long done = gapless ? ArithmeticLanes.Run<T, TOp>(a, b, to, walk.Length, scalar) : 0;
            to += (nint)done * toStep;
            a += (nint)done * leftStep;
            b += (nint)done * rightStep;
            for (long i = done; i < walk.Length; i++, to += toStep, a += leftStep, b += rightStep)
            {
                double x = left is null ? scalar : double.CreateTruncating(*(T*)a);
                double y = right is null ? scalar : double.CreateTruncating(*(T*)b);
                *(T*)to = PixelConversion.Convert<double, T>(TOp.Of(x, y));
            }
        }
    }

    private static void WholeRow<T, TOp>(long length, byte* to, nint toStep, byte* a, nint aStep, byte* b, nint bStep, Int128 scalar)
        where T : unmanaged, INumber<T>
        where TOp : struct, IPixelOp
    {
        bool hasLeft = a != null;
        bool hasRight = b != null;
        for (long i = 0; i < length; i++, to += toStep, a += aStep, b += bStep)
        {
            Int128 x = hasLeft ? Int128.CreateTruncating(*(T*)a) : scalar;
            Int128 y = hasRight ? Int128.CreateTruncating(*(T*)b) : scalar;
            *(T*)to = T.CreateSaturating(TOp.Of(x, y));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWhole64<T>() => typeof(T) == typeof(long) || typeof(T) == typeof(ulong);

    // Whole numbers below 2^64 keep 64-bit images exact; any other scalar is calculated in double.
    private static bool IsExact(double scalar) => Math.Abs(scalar) < 18446744073709551616.0 && Math.Floor(scalar) == scalar;
}
