namespace DeepHealth.Eddl;

/// <summary>Reads and writes elements of any type as long or double.</summary>
internal static unsafe class ElementConversion
{
    /// <summary>Reads elements of an integer type.</summary>
    public static void Read(DType type, byte* source, Span<long> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                DType.Int32 => ((int*)source)[i],
                DType.Int64 => ((long*)source)[i],
                DType.UInt8 => source[i],
                _ => source[i] != 0 ? 1 : 0,
            };
        }
    }

    /// <summary>Reads elements of a floating-point type.</summary>
    public static void Read(DType type, byte* source, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                DType.Float32 => ((float*)source)[i],
                DType.Float64 => ((double*)source)[i],
                DType.Float16 => (double)((Half*)source)[i],
                _ => BFloat16Bits.ToSingle(((ushort*)source)[i]),
            };
        }
    }

    /// <summary>Writes whole numbers; what does not fit an integer type becomes its nearest limit.</summary>
    public static void Write(ReadOnlySpan<long> values, DType type, byte* destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Write(values[i], i, type, destination);
        }
    }

    /// <summary>Writes real numbers; integers get the nearest, ties to even, and 0 for NaN.</summary>
    public static void Write(ReadOnlySpan<double> values, DType type, byte* destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            switch (type)
            {
                case DType.Float32:
                    ((float*)destination)[i] = (float)value;
                    break;
                case DType.Float64:
                    ((double*)destination)[i] = value;
                    break;
                case DType.Float16:
                    ((Half*)destination)[i] = (Half)value;
                    break;
                case DType.BFloat16:
                    ((ushort*)destination)[i] = BFloat16Bits.From((float)value);
                    break;
                case DType.Bool:
                    destination[i] = value != 0 ? (byte)1 : (byte)0;
                    break;
                default:
                    Write(Saturate(value), i, type, destination);
                    break;
            }
        }
    }

    private static void Write(long value, int i, DType type, byte* destination)
    {
        switch (type)
        {
            case DType.Float32:
                ((float*)destination)[i] = value;
                break;
            case DType.Float64:
                ((double*)destination)[i] = value;
                break;
            case DType.Float16:
                ((Half*)destination)[i] = (Half)(float)value;
                break;
            case DType.BFloat16:
                ((ushort*)destination)[i] = BFloat16Bits.From(value);
                break;
            case DType.Int32:
                ((int*)destination)[i] = (int)Math.Clamp(value, int.MinValue, int.MaxValue);
                break;
            case DType.Int64:
                ((long*)destination)[i] = value;
                break;
            case DType.UInt8:
                destination[i] = (byte)Math.Clamp(value, byte.MinValue, byte.MaxValue);
                break;
            default:
                destination[i] = value != 0 ? (byte)1 : (byte)0;
                break;
        }
    }

    // NaN fails both comparisons with the limits and would convert to anything.
    private static long Saturate(double value)
        => double.IsNaN(value) ? 0
            : value >= long.MaxValue ? long.MaxValue
            : value <= long.MinValue ? long.MinValue
            : (long)Math.Round(value, MidpointRounding.ToEven);
}
