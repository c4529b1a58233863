using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The passes of Stockham's transform: <c>stride</c> interleaved transforms become <c>radix · stride</c>.</summary>
/// <remarks>
/// With <c>n</c> values left per transform and <c>m = n / radix</c>: the values <c>q + stride (p + m k)</c>, k = 0 to radix − 1, go through a short
/// transform, are turned by <c>e^(−2πi pj/n)</c> and land at <c>q + stride (radix p + j)</c>. As n · stride is the whole length, that turn is entry
/// <c>p j stride</c> of the table of the whole length.
/// </remarks>
internal static class FftPasses
{
    public static void Run(int radix, ReadOnlySpan<Complex> from, Span<Complex> to, int stride, ReadOnlySpan<Complex> twiddles)
    {
        switch (radix)
        {
            case 2:
                Two(from, to, stride, twiddles);
                break;
            case 3:
                Three(from, to, stride, twiddles);
                break;
            case 4:
                Four(from, to, stride, twiddles);
                break;
            default:
                Any(radix, from, to, stride, twiddles);
                break;
        }
    }

    private static void Two(ReadOnlySpan<Complex> from, Span<Complex> to, int stride, ReadOnlySpan<Complex> twiddles)
    {
        int half = from.Length / 2;
        for (int p = 0; p < half / stride; p++)
        {
            Complex w = twiddles[p * stride];
            ReadOnlySpan<Complex> a = from.Slice(p * stride, stride);
            ReadOnlySpan<Complex> b = from.Slice((p * stride) + half, stride);
            Span<Complex> low = to.Slice(2 * p * stride, stride);
            Span<Complex> high = to.Slice(((2 * p) + 1) * stride, stride);
            for (int q = 0; q < a.Length; q++)
            {
                (Complex x, Complex y) = (a[q], b[q]);
                low[q] = x + y;
                high[q] = (x - y) * w;
            }
        }
    }

    private static void Three(ReadOnlySpan<Complex> from, Span<Complex> to, int stride, ReadOnlySpan<Complex> twiddles)
    {
        double root = Math.Sqrt(3) / 2;
        int third = from.Length / 3;
        for (int p = 0; p < third / stride; p++)
        {
            Complex w1 = twiddles[p * stride];
            Complex w2 = twiddles[2 * p * stride];
            ReadOnlySpan<Complex> source = from[(p * stride)..];
            Span<Complex> target = to.Slice(3 * p * stride, 3 * stride);
            for (int q = 0; q < stride; q++)
            {
                Complex x = source[q];
                Complex sum = source[q + third] + source[q + (2 * third)];
                Complex difference = source[q + third] - source[q + (2 * third)];
                Complex middle = x - (0.5 * sum);
                // -i root (b - c)
                var turned = new Complex(root * difference.Imaginary, -root * difference.Real);
                target[q] = x + sum;
                target[q + stride] = (middle + turned) * w1;
                target[q + (2 * stride)] = (middle - turned) * w2;
            }
        }
    }

    private static void Four(ReadOnlySpan<Complex> from, Span<Complex> to, int stride, ReadOnlySpan<Complex> twiddles)
    {
        int quarter = from.Length / 4;
        for (int p = 0; p < quarter / stride; p++)
        {
            Complex w1 = twiddles[p * stride];
            Complex w2 = twiddles[2 * p * stride];
            Complex w3 = twiddles[3 * p * stride];
            ReadOnlySpan<Complex> source = from[(p * stride)..];
            Span<Complex> target = to.Slice(4 * p * stride, 4 * stride);
            for (int q = 0; q < stride; q++)
            {
                (Complex a, Complex b) = (source[q], source[q + quarter]);
                (Complex c, Complex d) = (source[q + (2 * quarter)], source[q + (3 * quarter)]);
                (Complex even, Complex evenDifference) = (a + c, a - c);
                (Complex odd, Complex oddDifference) = (b + d, b - d);
                // -i (b - d)
                var turned = new Complex(oddDifference.Imaginary, -oddDifference.Real);
                target[q] = even + odd;
                target[q + stride] = (evenDifference + turned) * w1;
                target[q + (2 * stride)] = (even - odd) * w2;
                target[q + (3 * stride)] = (evenDifference - turned) * w3;
            }
        }
    }

    // Primes from 5 to 13: the short transform by its definition.
    private static void Any(int radix, ReadOnlySpan<Complex> from, Span<Complex> to, int stride, ReadOnlySpan<Complex> twiddles)
    {
        int part = from.Length / radix;
        Span<Complex> values = stackalloc Complex[radix];
        for (int p = 0; p < part / stride; p++)
        {
            for (int q = 0; q < stride; q++)
            {
                for (int k = 0; k < radix; k++)
                {
                    values[k] = from[q + (p * stride) + (k * part)];
                }

                for (int j = 0; j < radix; j++)
                {
                    Complex sum = values[0];
                    for (int k = 1; k < radix; k++)
                    {
                        // e^(-2πi jk/radix) is entry jk mod radix of a table that is `part` times finer.
                        sum += values[k] * twiddles[j * k % radix * part];
                    }

                    to[q + (stride * ((radix * p) + j))] = sum * twiddles[p * j * stride];
                }
            }
        }
    }
}
