using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>Mean and biased variance (divided by n) in two passes, each summed in the order of <see cref="Reduce"/>.</summary>
    /// <remarks>The second pass sums squared deviations from the mean, so that a large mean costs no accuracy.</remarks>
    /// <param name="x">Elements; if there are none both results are NaN.</param>
    public static (float Mean, float Variance) MeanAndVariance(ReadOnlySpan<float> x)
    {
        fixed (float* px = x)
        {
            return Vector512.IsHardwareAccelerated ? MeanAndVarianceWith<Lanes16>(px, x.Length)
                : Lanes8.IsAccelerated ? MeanAndVarianceWith<Lanes8>(px, x.Length)
                : MeanAndVarianceWith<Scalar>(px, x.Length);
        }
    }

    internal static (float Mean, float Variance) MeanAndVarianceWith<T>(float* x, nint count)
        where T : struct, ILanes<T>
    {
        var elements = new MappedTerms<Addition>(default, x, 0);
        float mean = ReduceRow<Addition, MappedTerms<Addition>, T>(default, in elements, 0, count) / count;
        var squares = new SquaredDeviationTerms(x, mean);
        return (mean, ReduceRow<Addition, SquaredDeviationTerms, T>(default, in squares, 0, count) / count);
    }
}
