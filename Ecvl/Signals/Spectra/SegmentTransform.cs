using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Cuts a signal into segments and transforms them. Checks options. Not for use by several threads.</summary>
internal sealed class SegmentTransform
{
    private readonly double[] _window;
    private readonly double[] _segment;
    private readonly TrendRemoval _trend;
    private readonly RealFft _fft;

    public SegmentTransform(string what, SpectralOptions options, int sampleCount, double rateHz)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(rateHz > 0) || double.IsInfinity(rateHz))
        {
            throw new ArgumentOutOfRangeException(nameof(rateHz), FormattableString.Invariant($"{what}: the sampling rate is {rateHz} Hz; it must be finite and above 0."));
        }

        if (sampleCount < 1 || options.SegmentLength < 1)
        {
            throw new ArgumentException($"{what}: the signal has {sampleCount} samples, a segment {options.SegmentLength}; both must be at least 1.", nameof(options));
        }

        int length = Math.Min(options.SegmentLength, sampleCount);
        int overlap = options.Overlap ?? length / 2;
        int fftLength = options.FftLength ?? length;
        if (overlap < 0 || overlap >= length)
        {
            throw new ArgumentException($"{what}: segments of {length} samples overlap by {overlap}; the overlap must be from 0 and shorter.", nameof(options));
        }

        if (fftLength < length)
        {
            throw new ArgumentException($"{what}: the transform is of {fftLength} samples, a segment has {length}; the transform must not be shorter.", nameof(options));
        }

        _window = options.Window(length);
        if (_window.Length != length)
        {
            throw new ArgumentException($"{what}: the window has {_window.Length} samples, a segment {length}; they must agree.", nameof(options));
        }

        Length = length;
        Step = length - overlap;
        Count = ((sampleCount - length) / Step) + 1;
        _trend = options.Trend;
        _fft = new RealFft(fftLength);
        _segment = new double[fftLength];
        double sum = 0;
        double squares = 0;
        foreach (double w in _window)
        {
            sum += w;
            squares += w * w;
        }

        PowerScale = options.Scaling == SpectralScaling.Density ? 1 / (rateHz * squares) : 1 / (sum * sum);
        FrequenciesHz = _fft.FrequenciesHz(rateHz);
    }

    /// <summary>Samples of a segment.</summary>
    public int Length { get; }

    /// <summary>Samples from segment to segment.</summary>
    public int Step { get; }

    /// <summary>Whole segments in the signal.</summary>
    public int Count { get; }

    /// <summary>Factor of squared magnitudes.</summary>
    public double PowerScale { get; }

    public double[] FrequenciesHz { get; }

    public int Bins => _fft.Bins;

    /// <summary>Factor of the power of a bin: bins that stand for two frequencies, positive and negative, count twice.</summary>
    public double OneSided(int bin) => bin == 0 || 2 * bin == _fft.Length ? PowerScale : 2 * PowerScale;

    /// <summary>Transforms the segment that begins at the first sample given.</summary>
    public void Transform(ReadOnlySpan<double> from, Span<Complex> spectrum)
    {
        Span<double> segment = _segment.AsSpan(0, Length);
        from[..Length].CopyTo(segment);
        Detrend.Apply(segment, _trend);
        for (int i = 0; i < segment.Length; i++)
        {
            segment[i] *= _window[i];
        }

        // What follows the segment is never written: it stays 0.
        _fft.Forward(_segment, spectrum);
    }
}
