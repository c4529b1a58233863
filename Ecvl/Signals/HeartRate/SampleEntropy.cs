using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>How little a series repeats itself.</summary>
public static class SampleEntropy
{
    /// <summary>Sample entropy: <c>−ln(A / B)</c> with B and A the pairs of runs of <paramref name="length"/> and of one more values that stay within the tolerance.</summary>
    /// <remarks>Richman and Moorman, "Physiological Time-Series Analysis Using Approximate Entropy and Sample Entropy", American Journal of Physiology 278,
    /// 2000. Distances are the greatest of a run, and must be below the tolerance.</remarks>
    /// <param name="values">At least <paramref name="length"/> + 2 values.</param>
    /// <param name="length">Values of a run, at least 1; 2 by default.</param>
    /// <param name="tolerance">Bound of the distance; null for <see cref="DefaultTolerance"/>.</param>
    /// <returns>Infinity where no pair stays together.</returns>
    /// <exception cref="ArgumentException">There are too few values.</exception>
    public static double Of(ReadOnlySpan<double> values, int length = 2, double? tolerance = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (values.Length < length + 2)
        {
            throw new ArgumentException($"SampleEntropy: {values.Length} values have no two runs of {length}; at least {length + 2} are needed.", nameof(values));
        }

        double bound = tolerance ?? DefaultTolerance(values, length);
        int runs = values.Length - length;
        long together = 0;
        long longer = 0;
        for (int i = 0; i < runs; i++)
        {
            (int alike, int alikeLonger) = CountLike(values, i, runs, length, bound);
            together += alike;
            longer += alikeLonger;
        }

        return together == 0 || longer == 0 ? double.PositiveInfinity : -Math.Log((double)longer / together);
    }

    /// <summary>About a fifth of the standard deviation: <c>0.1164 s (0.5627 ln m + 1.3334)</c>, s divided by n − 1.</summary>
    /// <remarks>The choice of Python's usual package, which keeps entropies of different lengths m comparable.</remarks>
    public static double DefaultTolerance(ReadOnlySpan<double> values, int length = 2)
        => TimeDomainHrv.Moments(values).Deviation * Math.Sqrt(values.Length / (double)(values.Length - 1)) * 0.1164 * ((0.5627 * Math.Log(length)) + 1.3334);

    /// <summary>Approximate entropy, which counts every run as like itself.</summary>
    /// <remarks>Pincus, "Approximate Entropy as a Measure of System Complexity", PNAS 88, 1991. Distances may equal the tolerance.</remarks>
    /// <param name="values">At least <paramref name="length"/> + 2 values.</param>
    /// <param name="length">Values of a run, at least 1; 2 by default.</param>
    /// <param name="tolerance">Bound of the distance; null for a fifth of the standard deviation divided by n.</param>
    /// <exception cref="ArgumentException">There are too few values.</exception>
    public static double Approximate(ReadOnlySpan<double> values, int length = 2, double? tolerance = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (values.Length < length + 2)
        {
            throw new ArgumentException($"SampleEntropy: {values.Length} values have no two runs of {length}; at least {length + 2} are needed.", nameof(values));
        }

        double bound = tolerance ?? (0.2 * TimeDomainHrv.Moments(values).Deviation);
        return MeanLog(values, length, bound) - MeanLog(values, length + 1, bound);
    }

    /// <summary>Runs after one that stay within the bound of it, and those of them that still do with one value more.</summary>
    private static (int Together, int Longer) CountLike(ReadOnlySpan<double> values, int run, int runs, int length, double bound)
    {
        int together = 0;
        int longer = 0;
        int other = run + 1;
        if (Vector256.IsHardwareAccelerated)
        {
            // Four runs at a time, without a branch that could be guessed wrongly: each lane of the mask is one run.
            ref double first = ref MemoryMarshal.GetReference(values);
            Vector256<double> most = Vector256.Create(bound);
            for (; other <= runs - Vector256<double>.Count; other += Vector256<double>.Count)
            {
                Vector256<double> alike = Vector256<double>.AllBitsSet;
                for (int k = 0; k < length; k++)
                {
                    alike &= Vector256.LessThan(Vector256.Abs(Vector256.LoadUnsafe(ref first, (nuint)(other + k)) - Vector256.Create(values[run + k])), most);
                }

                Vector256<double> next = Vector256.LessThan(Vector256.Abs(Vector256.LoadUnsafe(ref first, (nuint)(other + length)) - Vector256.Create(values[run + length])), most);
                together += BitOperations.PopCount(alike.ExtractMostSignificantBits());
                longer += BitOperations.PopCount((alike & next).ExtractMostSignificantBits());
            }
        }

        for (; other < runs; other++)
        {
            int same = 0;
            while (same < length && Math.Abs(values[run + same] - values[other + same]) < bound)
            {
                same++;
            }

            if (same == length)
            {
                together++;
                longer += Math.Abs(values[run + length] - values[other + length]) < bound ? 1 : 0;
            }
        }

        return (together, longer);
    }

    private static double MeanLog(ReadOnlySpan<double> values, int length, double bound)
    {
        int runs = values.Length - length + 1;
        double sum = 0;
        for (int i = 0; i < runs; i++)
        {
            int alike = 0;
            for (int j = 0; j < runs; j++)
            {
                int same = 0;
                while (same < length && Math.Abs(values[i + same] - values[j + same]) <= bound)
                {
                    same++;
                }

                alike += same == length ? 1 : 0;
            }

            sum += Math.Log((double)alike / runs);
        }

        return sum / runs;
    }
}
