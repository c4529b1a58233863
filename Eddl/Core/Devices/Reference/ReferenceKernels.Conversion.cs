namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Convert(Tensor x, Tensor y)
    {
        // Integers go through long and floats through double, so that no value loses digits on the way.
        bool isWhole = x.Type is DType.Int32 or DType.Int64 or DType.UInt8 or DType.Bool;
        for (int i = 0; i < x.Count; i++)
        {
            if (isWhole)
            {
                WriteWhole(y, i, ReadWhole(x, i));
            }
            else
            {
                WriteReal(y, i, ReadReal(x, i));
            }
        }
    }

    private static Span<T> Elements<T>(Tensor x)
        where T : unmanaged
        => x.Storage.AsSpan<T>().Slice(x.Layout.Offset, x.Count);

    private static long ReadWhole(Tensor x, int i) => x.Type switch
    {
        DType.Int32 => Elements<int>(x)[i],
        DType.Int64 => Elements<long>(x)[i],
        DType.UInt8 => Elements<byte>(x)[i],
        DType.Bool => Elements<byte>(x)[i] != 0 ? 1 : 0,
        _ => throw DTypes.Unknown(x.Type),
    };

    private static double ReadReal(Tensor x, int i) => x.Type switch
    {
        DType.Float32 => Elements<float>(x)[i],
        DType.Float64 => Elements<double>(x)[i],
        DType.Float16 => (double)Elements<Half>(x)[i],
        DType.BFloat16 => BFloat16Bits.ToSingle(Elements<ushort>(x)[i]),
        _ => throw DTypes.Unknown(x.Type),
    };

    private static void WriteWhole(Tensor y, int i, long value)
    {
        switch (y.Type)
        {
            case DType.Float32:
                Elements<float>(y)[i] = value;
                break;
            case DType.Float64:
                Elements<double>(y)[i] = value;
                break;
            case DType.Float16:
                Elements<Half>(y)[i] = (Half)(float)value;
                break;
            case DType.BFloat16:
                Elements<ushort>(y)[i] = BFloat16Bits.From(value);
                break;
            case DType.Int32:
                Elements<int>(y)[i] = (int)Math.Clamp(value, int.MinValue, int.MaxValue);
                break;
            case DType.Int64:
                Elements<long>(y)[i] = value;
                break;
            case DType.UInt8:
                Elements<byte>(y)[i] = (byte)Math.Clamp(value, byte.MinValue, byte.MaxValue);
                break;
            case DType.Bool:
                Elements<bool>(y)[i] = value != 0;
                break;
            default:
                throw DTypes.Unknown(y.Type);
        }
    }

    private static void WriteReal(Tensor y, int i, double value)
    {
        switch (y.Type)
        {
            case DType.Float32:
                Elements<float>(y)[i] = (float)value;
                break;
            case DType.Float64:
                Elements<double>(y)[i] = value;
                break;
            case DType.Float16:
                Elements<Half>(y)[i] = (Half)value;
                break;
            case DType.BFloat16:
                Elements<ushort>(y)[i] = BFloat16Bits.From((float)value);
                break;
            case DType.Bool:
                Elements<bool>(y)[i] = value != 0;
                break;
            default:
                WriteWhole(y, i, ToWhole(value));
                break;
        }
    }

    /// <summary>The nearest whole number, ties to even, limited to the range of long; 0 for NaN.</summary>
    private static long ToWhole(double value) => Math.Round(value, MidpointRounding.ToEven) switch
    {
        double.NaN => 0,
        <= long.MinValue => long.MinValue,
        >= long.MaxValue => long.MaxValue,
        double rounded => (long)rounded,
    };
}
