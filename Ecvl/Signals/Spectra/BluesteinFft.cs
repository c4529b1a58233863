using System.Buffers;
using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Transform of a length with large prime factors, as a convolution with a chirp: <c>jk = (j² + k² − (k − j)²) / 2</c>.</summary>
internal sealed class BluesteinFft
{
    // e^(-πi k²/n).
    private readonly Complex[] _chirp;

    // Spectrum of the conjugate chirp at distances -(n - 1) to n - 1, wrapped around.
    private readonly Complex[] _spectrum;
    private readonly Fft _convolution;

    public BluesteinFft(int length)
    {
        _chirp = new Complex[length];
        _convolution = new Fft((int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1)));
        _spectrum = new Complex[_convolution.Length];
        for (int k = 0; k < length; k++)
        {
            // The angle has period 2n in k², exactly in integers.
            _chirp[k] = Fft.Twiddle((long)k * k % (2L * length), 2L * length);
            _spectrum[k] = Complex.Conjugate(_chirp[k]);
            _spectrum[(_spectrum.Length - k) % _spectrum.Length] = _spectrum[k];
        }

        _convolution.Forward(_spectrum, _spectrum);
    }

    public void Forward(ReadOnlySpan<Complex> source, Span<Complex> destination)
    {
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(_convolution.Length);
        Span<Complex> work = rented.AsSpan(0, _convolution.Length);
        for (int k = 0; k < source.Length; k++)
        {
            work[k] = source[k] * _chirp[k];
        }

        work[source.Length..].Clear();
        _convolution.Forward(work, work);
        for (int k = 0; k < work.Length; k++)
        {
            work[k] *= _spectrum[k];
        }

        _convolution.Inverse(work, work);
        for (int k = 0; k < destination.Length; k++)
        {
            destination[k] = work[k] * _chirp[k];
        }

        ArrayPool<Complex>.Shared.Return(rented);
    }
}
