using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Conversions of gapless samples eight at a time: between whole numbers of up to 32 bits and single precision, and between the two precisions.</summary>
/// <remarks>The results are those of <see cref="PixelConversion.Convert{TSource, TDestination}"/>, to the bit.</remarks>
internal static unsafe class PixelLanes
{
    private const int Count = 8;

    /// <summary>Converts as many samples as whole registers hold.</summary>
    /// <returns>Samples converted; 0 where this class does not know the pair of types.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Convert<TSource, TDestination>(byte* source, byte* destination, long length)
        where TSource : unmanaged
        where TDestination : unmanaged
    {
        long done = length / Count * Count;
        if (!Vector256.IsHardwareAccelerated)
        {
            return 0;
        }

        if (IsWhole<TSource>() && (IsSmall<TDestination>() || typeof(TDestination) == typeof(int)))
        {
            for (long i = 0; i < done; i += Count)
            {
                Store<TDestination>(Load<TSource>(source + (i * sizeof(TSource))), destination + (i * sizeof(TDestination)));
            }
        }
        else if (IsWhole<TSource>() && typeof(TDestination) == typeof(float))
        {
            for (long i = 0; i < done; i += Count)
            {
                Vector256.ConvertToSingle(Load<TSource>(source + (i * sizeof(TSource)))).Store((float*)destination + i);
            }
        }
        else if (typeof(TSource) == typeof(float) && IsSmall<TDestination>())
        {
            for (long i = 0; i < done; i += Count)
            {
                Store<TDestination>(Rounded(Vector256.Load((float*)source + i)), destination + (i * sizeof(TDestination)));
            }
        }
        else if (typeof(TSource) == typeof(float) && typeof(TDestination) == typeof(double))
        {
            for (long i = 0; i < done; i += Count)
            {
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load((float*)source + i));
                low.Store((double*)destination + i);
                high.Store((double*)destination + i + (Count / 2));
            }
        }
        else if (typeof(TSource) == typeof(double) && typeof(TDestination) == typeof(float))
        {
            for (long i = 0; i < done; i += Count)
            {
                Vector256.Narrow(Vector256.Load((double*)source + i), Vector256.Load((double*)source + i + (Count / 2))).Store((float*)destination + i);
            }
        }
        else
        {
            return 0;
        }

        return done;
    }

    private static bool IsSmall<T>() => typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(short);

    private static bool IsWhole<T>() => IsSmall<T>() || typeof(T) == typeof(int);

    // Nearest, ties to even, NaN to 0; bounded to what 32 bits hold of single precision, the narrower bounds follow in Store.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Rounded(Vector256<float> values)
    {
        Vector256<float> known = Vector256.ConditionalSelect(Vector256.Equals(values, values), values, Vector256<float>.Zero);
        Vector256<float> bounded = Vector256.Min(Vector256.Max(known, Vector256.Create(-65536f)), Vector256.Create(65536f));
        return Vector256.ConvertToInt32(Vector256.Round(bounded));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load<T>(byte* samples)
        where T : unmanaged
    {
        if (typeof(T) == typeof(int))
        {
            return Vector256.Load((int*)samples);
        }

        if (typeof(T) == typeof(ushort))
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(Vector128.Load((ushort*)samples));
            return Vector256.Create(low, high).AsInt32();
        }

        if (typeof(T) == typeof(short))
        {
            (Vector128<int> low, Vector128<int> high) = Vector128.Widen(Vector128.Load((short*)samples));
            return Vector256.Create(low, high);
        }

        Vector128<ulong> eight = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(samples));
        if (typeof(T) == typeof(byte))
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(Vector128.WidenLower(eight.AsByte()));
            return Vector256.Create(low, high).AsInt32();
        }

        (Vector128<int> lowSigned, Vector128<int> highSigned) = Vector128.Widen(Vector128.WidenLower(eight.AsSByte()));
        return Vector256.Create(lowSigned, highSigned);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector256<int> values, byte* samples)
        where T : unmanaged
    {
        if (typeof(T) == typeof(int))
        {
            values.Store((int*)samples);
            return;
        }

        int least = typeof(T) == typeof(sbyte) ? sbyte.MinValue : typeof(T) == typeof(short) ? short.MinValue : 0;
        int most = typeof(T) == typeof(sbyte) ? sbyte.MaxValue : typeof(T) == typeof(short) ? short.MaxValue : typeof(T) == typeof(byte) ? byte.MaxValue : ushort.MaxValue;
        Vector256<int> bounded = Vector256.Min(Vector256.Max(values, Vector256.Create(least)), Vector256.Create(most));
        Vector128<short> words = Vector128.Narrow(bounded.GetLower(), bounded.GetUpper());
        if (sizeof(T) == 2)
        {
            words.Store((short*)samples);
        }
        else
        {
            Unsafe.WriteUnaligned(samples, Vector128.Narrow(words, words).AsUInt64().ToScalar());
        }
    }
}
