using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Sums of products of a filter without recursion, several outputs at once.</summary>
internal static class FirKernel
{
    private const int Lanes = 4;
    private const int Together = 4 * Lanes;

    /// <summary>Computes <c>y[i] = Σ taps[k] · x[i + n − 1 − k]</c>, added from the oldest sample to the newest as a stepwise filter does, hence with equal bits.</summary>
    /// <param name="taps">n coefficients.</param>
    /// <param name="samples">n − 1 samples of the past, then those of the outputs.</param>
    /// <param name="destination">One output per new sample; other memory than the samples.</param>
    public static void Convolve(ReadOnlySpan<double> taps, ReadOnlySpan<double> samples, Span<double> destination)
    {
        int last = taps.Length - 1;
        ref double x = ref MemoryMarshal.GetReference(samples);
        ref double y = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // Four sums at a time hide the latency of the additions. There is no fused multiply-add: it would round otherwise.
            for (; i <= destination.Length - Together; i += Together)
            {
                Vector256<double> s0 = Vector256<double>.Zero;
                Vector256<double> s1 = Vector256<double>.Zero;
                Vector256<double> s2 = Vector256<double>.Zero;
                Vector256<double> s3 = Vector256<double>.Zero;
                ref double at = ref Unsafe.Add(ref x, i);
                for (int k = last; k >= 0; k--)
                {
                    Vector256<double> tap = Vector256.Create(taps[k]);
                    s0 = (tap * Vector256.LoadUnsafe(ref at)) + s0;
                    s1 = (tap * Vector256.LoadUnsafe(ref at, Lanes)) + s1;
                    s2 = (tap * Vector256.LoadUnsafe(ref at, 2 * Lanes)) + s2;
                    s3 = (tap * Vector256.LoadUnsafe(ref at, 3 * Lanes)) + s3;
                    at = ref Unsafe.Add(ref at, 1);
                }

                s0.StoreUnsafe(ref y, (nuint)i);
                s1.StoreUnsafe(ref y, (nuint)(i + Lanes));
                s2.StoreUnsafe(ref y, (nuint)(i + (2 * Lanes)));
                s3.StoreUnsafe(ref y, (nuint)(i + (3 * Lanes)));
            }
        }

        for (; i < destination.Length; i++)
        {
            double sum = 0;
            for (int k = last; k >= 0; k--)
            {
                sum = (taps[k] * samples[i + last - k]) + sum;
            }

            destination[i] = sum;
        }
    }
}
