using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Eddl;

/// <summary>Loops over pairs of double vectors. Sums run in a fixed order, the same on every processor.</summary>
internal static class VectorLoops
{
    /// <summary>Sum of products.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        right = right[..left.Length];
        ref double l = ref MemoryMarshal.GetReference(left);
        ref double r = ref MemoryMarshal.GetReference(right);

        // Two chains of four lanes: the lanes, not the registers, fix the order of the sum, so every processor adds alike.
        Vector256<double> first = default;
        Vector256<double> second = default;
        int i = 0;
        for (; i <= left.Length - 8; i += 8)
        {
            first += Vector256.LoadUnsafe(ref l, (nuint)i) * Vector256.LoadUnsafe(ref r, (nuint)i);
            second += Vector256.LoadUnsafe(ref l, (nuint)i + 4) * Vector256.LoadUnsafe(ref r, (nuint)i + 4);
        }

        double sum = Vector256.Sum(first + second);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>Sum of squared differences.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        right = right[..left.Length];
        ref double l = ref MemoryMarshal.GetReference(left);
        ref double r = ref MemoryMarshal.GetReference(right);
        Vector256<double> first = default;
        Vector256<double> second = default;
        int i = 0;
        for (; i <= left.Length - 8; i += 8)
        {
            Vector256<double> a = Vector256.LoadUnsafe(ref l, (nuint)i) - Vector256.LoadUnsafe(ref r, (nuint)i);
            Vector256<double> b = Vector256.LoadUnsafe(ref l, (nuint)i + 4) - Vector256.LoadUnsafe(ref r, (nuint)i + 4);
            first += a * a;
            second += b * b;
        }

        double sum = Vector256.Sum(first + second);
        for (; i < left.Length; i++)
        {
            double difference = left[i] - right[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>Adds a multiple of a vector.</summary>
    public static void AddScaled(Span<double> destination, ReadOnlySpan<double> source, double factor)
    {
        source = source[..destination.Length];
        ref double d = ref MemoryMarshal.GetReference(destination);
        ref double s = ref MemoryMarshal.GetReference(source);
        Vector256<double> times = Vector256.Create(factor);
        int i = 0;
        for (; i <= destination.Length - 4; i += 4)
        {
            (Vector256.LoadUnsafe(ref d, (nuint)i) + (Vector256.LoadUnsafe(ref s, (nuint)i) * times)).StoreUnsafe(ref d, (nuint)i);
        }

        for (; i < destination.Length; i++)
        {
            destination[i] += factor * source[i];
        }
    }
}
