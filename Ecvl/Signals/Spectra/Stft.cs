using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Short-time Fourier transform and its inverse.</summary>
/// <remarks>
/// The signal is continued by half a frame of zeros at both ends, then filled up with zeros to whole frames, so that the inverse gives every
/// sample back (Griffin and Lim, "Signal estimation from modified short-time Fourier transform", 1984, eq. 6). A frame is divided by the sum of
/// its window, so that a sine of amplitude A has magnitude A/2. Equal to <c>scipy.signal.stft</c> and <c>istft</c> with their defaults.
/// Immutable: may be shared by threads.
/// </remarks>
public sealed class Stft
{
    private readonly double[] _window;
    private readonly RealFft _fft;
    private readonly double _windowSum;

    /// <summary>Prepares the transform.</summary>
    /// <param name="frameLength">Samples of a frame, at least 1.</param>
    /// <param name="overlap">Samples that neighbouring frames share; default (null) half a frame.</param>
    /// <param name="window">As long as a frame, with a sum other than 0; default (empty) a periodic Hann window.</param>
    /// <param name="fftLength">Length of the transform, at least that of a frame; default (null) that of a frame.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public Stft(int frameLength = 256, int? overlap = null, ReadOnlySpan<double> window = default, int? fftLength = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameLength, 1);
        int shared = overlap ?? frameLength / 2;
        if (shared < 0 || shared >= frameLength)
        {
            throw new ArgumentOutOfRangeException(nameof(overlap), $"Stft: frames of {frameLength} samples overlap by {shared}; the overlap must be from 0 and shorter.");
        }

        if (fftLength < frameLength)
        {
            throw new ArgumentOutOfRangeException(nameof(fftLength), $"Stft: the transform is of {fftLength} samples, a frame has {frameLength}; the transform must not be shorter.");
        }

        _window = window.IsEmpty ? WindowFunctions.Hann(frameLength, periodic: true) : window.ToArray();
        foreach (double w in _window)
        {
            _windowSum += w;
        }

        if (_window.Length != frameLength || _windowSum == 0 || !double.IsFinite(_windowSum))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Stft: the window has {_window.Length} samples of sum {_windowSum}, a frame {frameLength}; the lengths must agree and the sum must not be 0."), nameof(window));
        }

        Step = frameLength - shared;
        _fft = new RealFft(fftLength ?? frameLength);
    }

    /// <summary>Samples of a frame.</summary>
    public int FrameLength => _window.Length;

    /// <summary>Samples from frame to frame.</summary>
    public int Step { get; }

    /// <summary>Values of the spectrum of a frame.</summary>
    public int Bins => _fft.Bins;

    /// <summary>Transforms a signal.</summary>
    /// <param name="source">The signal, at least one sample.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentException">The signal is empty or the rate not above 0.</exception>
    public StftFrames Forward(ReadOnlySpan<double> source, double rateHz)
    {
        if (source.IsEmpty || !(rateHz > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"Stft: the signal has {source.Length} samples at {rateHz} Hz; at least 1 sample and a rate above 0 are needed."), nameof(source));
        }

        int half = FrameLength / 2;
        long length = source.Length + (2L * half);
        long beyond = Math.Max(0, length - FrameLength);
        int frames = (int)((beyond + Step - 1) / Step) + 1;
        double[] segment = new double[_fft.Length];
        double[] times = new double[frames];
        var values = new Complex[(long)frames * Bins];
        for (int f = 0; f < frames; f++)
        {
            long start = ((long)f * Step) - half;
            times[f] = f * Step / rateHz;
            for (int i = 0; i < FrameLength; i++)
            {
                long at = start + i;
                segment[i] = at >= 0 && at < source.Length ? source[(int)at] * _window[i] : 0;
            }

            TransformFrame(segment, values.AsSpan(f * Bins, Bins));
        }

        return new StftFrames(_fft.FrequenciesHz(rateHz), times, values, source.Length);
    }

    /// <summary>Puts a signal together from its frames by weighted overlap and addition; frames that were changed are met with the least squared error.</summary>
    /// <param name="frames">Made by a transform with the same lengths and window.</param>
    /// <returns><see cref="StftFrames.SampleCount"/> samples.</returns>
    /// <exception cref="ArgumentException">The frames were made with another length, or windows leave a sample uncovered.</exception>
    public double[] Inverse(StftFrames frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        int half = FrameLength / 2;
        int count = frames.TimesSeconds.Length;
        long covered = ((count - 1L) * Step) + FrameLength - half;
        if (frames.Values.Length != (long)count * Bins || frames.SampleCount > covered)
        {
            throw new ArgumentException(
                $"Stft: {count} frames with {frames.Values.Length} values of {frames.SampleCount} samples do not fit this transform of {Bins} bins and steps of {Step}.", nameof(frames));
        }

        double[] result = new double[frames.SampleCount];
        double[] weights = new double[frames.SampleCount];
        double[] segment = new double[_fft.Length];
        for (int f = 0; f < count; f++)
        {
            _fft.Inverse(frames.Values.AsSpan(f * Bins, Bins), segment);
            int start = (f * Step) - half;
            for (int i = Math.Max(0, -start); i < FrameLength && start + i < result.Length; i++)
            {
                result[start + i] += segment[i] * _windowSum * _window[i];
                weights[start + i] += _window[i] * _window[i];
            }
        }

        for (int i = 0; i < result.Length; i++)
        {
            if (weights[i] <= 1e-10)
            {
                throw new ArgumentException($"Stft: the windows of {FrameLength} samples at steps of {Step} leave sample {i} uncovered; choose a larger overlap.", nameof(frames));
            }

            result[i] /= weights[i];
        }

        return result;
    }

    /// <summary>Fades, transforms and scales one frame of samples.</summary>
    internal void Frame(ReadOnlySpan<double> samples, Span<double> segment, Span<Complex> spectrum)
    {
        for (int i = 0; i < FrameLength; i++)
        {
            segment[i] = samples[i] * _window[i];
        }

        TransformFrame(segment, spectrum);
    }

    /// <summary>Length of the memory that <see cref="Frame"/> works in; what follows the frame must be 0.</summary>
    internal int SegmentLength => _fft.Length;

    private void TransformFrame(ReadOnlySpan<double> segment, Span<Complex> spectrum)
    {
        _fft.Forward(segment, spectrum);
        double scale = 1 / _windowSum;
        for (int k = 0; k < spectrum.Length; k++)
        {
            spectrum[k] *= scale;
        }
    }
}
