using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Turns stored samples into real values: <c>slope · stored + intercept</c>.</summary>
/// <remarks>All arithmetic is in double precision and rounded once, so that an intercept far from the values costs no digits.</remarks>
internal readonly unsafe struct SampleScaling
{
    private readonly double _slope;
    private readonly double _even;
    private readonly double _odd;

    /// <param name="slope">The factor.</param>
    /// <param name="intercept">What is added.</param>
    /// <param name="isComplex">Whether every second sample is an imaginary part, to which nothing is added.</param>
    public SampleScaling(double slope, double intercept, bool isComplex)
    {
        _slope = slope;
        _even = intercept;
        _odd = isComplex ? 0 : intercept;
    }

    /// <summary>Converts samples; the first of them is an even one.</summary>
    public void Run(PixelType stored, void* source, long count, PixelType real, void* destination)
    {
        switch (stored)
        {
            case PixelType.Int8: To<sbyte>(source, count, real, destination); break;
            case PixelType.UInt16: To<ushort>(source, count, real, destination); break;
            case PixelType.Int16: To<short>(source, count, real, destination); break;
            case PixelType.UInt32: To<uint>(source, count, real, destination); break;
            case PixelType.Int32: To<int>(source, count, real, destination); break;
            case PixelType.UInt64: To<ulong>(source, count, real, destination); break;
            case PixelType.Int64: To<long>(source, count, real, destination); break;
            case PixelType.Float32: To<float>(source, count, real, destination); break;
            case PixelType.Float64: To<double>(source, count, real, destination); break;
            default: To<byte>(source, count, real, destination); break;
        }
    }

    private void To<TSource>(void* source, long count, PixelType real, void* destination)
        where TSource : unmanaged, INumber<TSource>
    {
        TSource* s = (TSource*)source;
        long i = real == PixelType.Float32 && Vector256.IsHardwareAccelerated ? Lanes(s, count, (float*)destination) : 0;
        if (real == PixelType.Float32)
        {
            for (float* d = (float*)destination; i < count; i++)
            {
                d[i] = (float)One(s[i], i);
            }
        }
        else
        {
            for (double* d = (double*)destination; i < count; i++)
            {
                d[i] = One(s[i], i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double One<TSource>(TSource value, long index)
        where TSource : unmanaged, INumber<TSource>
        => (double.CreateTruncating(value) * _slope) + ((index & 1) == 0 ? _even : _odd);

    // Eight samples at a time, for types whose values are exact in single precision: widened to float, on to double, and back.
    private long Lanes<TSource>(TSource* source, long count, float* destination)
        where TSource : unmanaged
    {
        if (!(typeof(TSource) == typeof(byte) || typeof(TSource) == typeof(sbyte) || typeof(TSource) == typeof(short) || typeof(TSource) == typeof(ushort) || typeof(TSource) == typeof(float)))
        {
            return 0;
        }

        Vector256<double> slope = Vector256.Create(_slope);
        Vector256<double> intercept = Vector256.Create(_even, _odd, _even, _odd);
        long i = 0;
        for (; i <= count - 8; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Eight(source + i));
            Vector256.Store(Vector256.Narrow((low * slope) + intercept, (high * slope) + intercept), destination + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight<TSource>(TSource* source)
        where TSource : unmanaged
    {
        if (typeof(TSource) == typeof(float))
        {
            return Vector256.Load((float*)source);
        }

        if (typeof(TSource) == typeof(short))
        {
            return Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.Load((short*)source).ToVector256Unsafe()));
        }

        if (typeof(TSource) == typeof(ushort))
        {
            return Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.Load((ushort*)source).ToVector256Unsafe()).AsInt32());
        }

        Vector128<ulong> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(source));
        return typeof(TSource) == typeof(byte)
            ? Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.WidenLower(bytes.AsByte()).ToVector256Unsafe()).AsInt32())
            : Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.WidenLower(bytes.AsSByte()).ToVector256Unsafe()));
    }
}
