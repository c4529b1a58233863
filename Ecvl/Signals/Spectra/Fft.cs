using System.Buffers;
using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Discrete Fourier transform of complex numbers, of any length, in O(n log n).</summary>
/// <remarks>
/// <c>X[k] = Σ x[j] e^(−2πi jk/n)</c>. Lengths whose prime factors are at most 13 run through Stockham's mixed-radix transform (Cochran et al.,
/// "What is the fast Fourier transform?", 1967; self-sorting, so no bit reversal); others become a convolution of a power of two (Bluestein,
/// "A linear filtering approach to the computation of discrete Fourier transform", 1970). Relative error of the whole spectrum about 1e-16 · log n.
/// Immutable: may be shared by threads.
/// </remarks>
public sealed class Fft
{
    private const int LargestRadix = 13;

    private readonly int[] _radices;

    // e^(-2πi k/n), k = 0 to n - 1; unused by Bluestein.
    private readonly Complex[] _twiddles;
    private readonly BluesteinFft? _bluestein;

    /// <summary>Prepares the transform of a length.</summary>
    /// <param name="length">Values, at least 1 and at most 2²⁸.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of range.</exception>
    public Fft(int length)
    {
        if (length is < 1 or > (1 << 28))
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"Fft: the length is {length}; it must be 1 to {1 << 28}.");
        }

        Length = length;
        _radices = Factor(length);
        if (_radices.Length > 0 && _radices[^1] > LargestRadix)
        {
            _twiddles = [];
            _bluestein = new BluesteinFft(length);
            return;
        }

        _twiddles = new Complex[length];
        for (int k = 0; k < length; k++)
        {
            _twiddles[k] = Twiddle(k, length);
        }
    }

    /// <summary>Values that are transformed.</summary>
    public int Length { get; }

    /// <summary>Transforms to the spectrum.</summary>
    /// <param name="source"><see cref="Length"/> values.</param>
    /// <param name="destination"><see cref="Length"/> values; may be the same memory.</param>
    /// <exception cref="ArgumentException">A length is another.</exception>
    public void Forward(ReadOnlySpan<Complex> source, Span<Complex> destination)
    {
        if (source.Length != Length || destination.Length != Length)
        {
            throw new ArgumentException($"Fft: the source has {source.Length} values, the destination {destination.Length}; this transform is of {Length}.", nameof(source));
        }

        if (_bluestein is not null)
        {
            _bluestein.Forward(source, destination);
            return;
        }

        Complex[] scratch = ArrayPool<Complex>.Shared.Rent(Length);
        // Each pass moves the data to the other memory; the last must end in the destination.
        bool inDestination = int.IsEvenInteger(_radices.Length);
        Span<Complex> from = inDestination ? destination : scratch.AsSpan(0, Length);
        Span<Complex> to = inDestination ? scratch.AsSpan(0, Length) : destination;
        source.CopyTo(from);
        int stride = 1;
        foreach (int radix in _radices)
        {
            FftPasses.Run(radix, from, to, stride, _twiddles);
            stride *= radix;
            Span<Complex> swap = from;
            from = to;
            to = swap;
        }

        ArrayPool<Complex>.Shared.Return(scratch);
    }

    /// <summary>Transforms back from the spectrum: <c>x[j] = 1/n Σ X[k] e^(2πi jk/n)</c>.</summary>
    /// <param name="source"><see cref="Length"/> values.</param>
    /// <param name="destination"><see cref="Length"/> values; may be the same memory.</param>
    /// <exception cref="ArgumentException">A length is another.</exception>
    public void Inverse(ReadOnlySpan<Complex> source, Span<Complex> destination)
    {
        Forward(source, destination);
        // The inverse is the forward transform read backwards from the second value on.
        destination[1..].Reverse();
        double scale = 1.0 / Length;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] *= scale;
        }
    }

    /// <summary>The smallest length, at least that given, with the factors 2, 3 and 5 only: fast to transform.</summary>
    /// <param name="length">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1 or above 2²⁸.</exception>
    public static int FastLength(int length)
    {
        if (length is < 1 or > (1 << 28))
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"Fft: the length is {length}; it must be 1 to {1 << 28}.");
        }

        long best = long.MaxValue;
        for (long five = 1; five < best; five *= 5)
        {
            for (long three = five; three < best; three *= 3)
            {
                long whole = three;
                while (whole < length)
                {
                    whole *= 2;
                }

                best = Math.Min(best, whole);
            }
        }

        return (int)best;
    }

    /// <summary><c>e^(−2πi k/n)</c>, with the angle reduced to an eighth of a turn so that symmetric values have the same bits.</summary>
    internal static Complex Twiddle(long k, long n)
    {
        long eighths = 8 * k;
        long octant = eighths / n;
        (long steps, bool mirrored) = int.IsOddInteger((int)octant) ? (((octant + 1) * n) - eighths, true) : (eighths - (octant * n), false);
        (double sin, double cos) = Math.SinCos(Math.PI / 4 * steps / n);
        (double x, double y) = mirrored ? (sin, cos) : (cos, sin);
        return (octant / 2) switch
        {
            0 => new Complex(x, -y),
            1 => new Complex(-y, -x),
            2 => new Complex(-x, y),
            _ => new Complex(y, x),
        };
    }

    private static int[] Factor(int length)
    {
        var radices = new List<int>();
        for (; length % 4 == 0; length /= 4)
        {
            radices.Add(4);
        }

        for (int radix = 2; length > 1; radix++)
        {
            if ((long)radix * radix > length)
            {
                radix = length;
            }

            for (; length % radix == 0; length /= radix)
            {
                radices.Add(radix);
            }
        }

        return [.. radices];
    }
}
