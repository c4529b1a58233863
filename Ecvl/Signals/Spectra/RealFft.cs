using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Discrete Fourier transform of real numbers, of any length; the spectrum is given from 0 Hz to half the rate.</summary>
/// <remarks>
/// An even length runs as a complex transform of half the length (Press et al., "Numerical recipes", 3rd ed. 2007, section 12.3).
/// Equal to <c>numpy.fft.rfft</c> and <c>irfft</c>. Immutable: may be shared by threads.
/// </remarks>
public sealed class RealFft
{
    private readonly Fft _complex;

    // e^(-2πi k/n), k = 0 to n/2; empty for odd lengths.
    private readonly Complex[] _twiddles;

    /// <summary>Prepares the transform of a length.</summary>
    /// <param name="length">Samples, at least 1 and at most 2²⁸.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of range.</exception>
    public RealFft(int length)
    {
        Length = length;
        bool even = length > 0 && int.IsEvenInteger(length);
        _complex = new Fft(even ? length / 2 : length);
        _twiddles = new Complex[even ? Bins : 0];
        for (int k = 0; k < _twiddles.Length; k++)
        {
            _twiddles[k] = Fft.Twiddle(k, length);
        }
    }

    /// <summary>Samples that are transformed.</summary>
    public int Length { get; }

    /// <summary>Values of the spectrum: <c>Length / 2 + 1</c>.</summary>
    public int Bins => (Length / 2) + 1;

    /// <summary>Frequencies of the bins: <c>k · rate / Length</c>.</summary>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    public double[] FrequenciesHz(double rateHz)
    {
        double[] result = new double[Bins];
        for (int k = 0; k < result.Length; k++)
        {
            result[k] = k * rateHz / Length;
        }

        return result;
    }

    /// <summary>Transforms to the spectrum.</summary>
    /// <param name="source"><see cref="Length"/> samples.</param>
    /// <param name="spectrum"><see cref="Bins"/> values.</param>
    /// <exception cref="ArgumentException">A length is another.</exception>
    public void Forward(ReadOnlySpan<double> source, Span<Complex> spectrum)
    {
        Check(source.Length, spectrum.Length);
        int n = _complex.Length;
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(n);
        Span<Complex> work = rented.AsSpan(0, n);
        if (_twiddles.Length == 0)
        {
            for (int i = 0; i < n; i++)
            {
                work[i] = source[i];
            }

            _complex.Forward(work, work);
            work[..Bins].CopyTo(spectrum);
        }
        else
        {
            // Even samples are the real parts, odd samples the imaginary ones; symmetry takes the two spectra apart again.
            _complex.Forward(MemoryMarshal.Cast<double, Complex>(source), work);
            for (int k = 0; k < Bins; k++)
            {
                Complex z = work[k == n ? 0 : k];
                Complex mirrored = Complex.Conjugate(work[k == 0 ? 0 : n - k]);
                Complex odd = (z - mirrored) * _twiddles[k];
                // (z + mirrored) / 2 - i/2 odd
                spectrum[k] = new Complex((z.Real + mirrored.Real + odd.Imaginary) / 2, (z.Imaginary + mirrored.Imaginary - odd.Real) / 2);
            }
        }

        ArrayPool<Complex>.Shared.Return(rented);
    }

    /// <summary>Transforms back from the spectrum. The imaginary parts at 0 Hz and, for even lengths, at half the rate count as 0.</summary>
    /// <param name="spectrum"><see cref="Bins"/> values.</param>
    /// <param name="destination"><see cref="Length"/> samples.</param>
    /// <exception cref="ArgumentException">A length is another.</exception>
    public void Inverse(ReadOnlySpan<Complex> spectrum, Span<double> destination)
    {
        Check(destination.Length, spectrum.Length);
        int n = _complex.Length;
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(n);
        Span<Complex> work = rented.AsSpan(0, n);
        if (_twiddles.Length == 0)
        {
            work[0] = spectrum[0].Real;
            for (int k = 1; k < Bins; k++)
            {
                work[k] = spectrum[k];
                work[n - k] = Complex.Conjugate(spectrum[k]);
            }

            _complex.Inverse(work, work);
            for (int i = 0; i < n; i++)
            {
                destination[i] = work[i].Real;
            }
        }
        else
        {
            for (int k = 0; k < n; k++)
            {
                Complex x = k == 0 ? spectrum[0].Real : spectrum[k];
                Complex mirrored = k == 0 ? spectrum[n].Real : Complex.Conjugate(spectrum[n - k]);
                Complex odd = (x - mirrored) * Complex.Conjugate(_twiddles[k]);
                // (x + mirrored) / 2 + i/2 odd
                work[k] = new Complex((x.Real + mirrored.Real - odd.Imaginary) / 2, (x.Imaginary + mirrored.Imaginary + odd.Real) / 2);
            }

            _complex.Inverse(work, MemoryMarshal.Cast<double, Complex>(destination));
        }

        ArrayPool<Complex>.Shared.Return(rented);
    }

    private void Check(int samples, int bins)
    {
        if (samples != Length || bins != Bins)
        {
            throw new ArgumentException($"RealFft: there are {samples} samples and {bins} bins; this transform is of {Length} samples and {Bins} bins.", nameof(samples));
        }
    }
}
