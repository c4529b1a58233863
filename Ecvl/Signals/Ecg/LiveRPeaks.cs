namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds R peaks of a signal that arrives piece by piece, with any detector.</summary>
/// <remarks>The detector works on the last seconds again each time a step is full; peaks within <see cref="DelaySeconds"/> of the end wait, as the samples after
/// them may still change the judgement. For one thread.</remarks>
public sealed class LiveRPeaks
{
    private const double RefractorySeconds = 0.2;

    private readonly IRPeakDetector _detector;
    private readonly double _rateHz;
    private readonly double[] _window;
    private readonly int _step;
    private readonly int _delay;
    private int _filled;
    private int _sinceDetection;
    private long _received;
    private long _last = long.MinValue;

    /// <summary>Creates a stream.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="rateHz">Samples per second, at least 50.</param>
    /// <param name="windowSeconds">What the detector sees, at least 4 s; 12 s by default.</param>
    /// <param name="stepSeconds">Time between detections, above 0, at most a third of the window; 1 s by default.</param>
    public LiveRPeaks(IRPeakDetector detector, double rateHz, double windowSeconds = 12, double stepSeconds = 1)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, 50);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowSeconds, 4);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stepSeconds, windowSeconds / 3);
        _detector = detector;
        _rateHz = rateHz;
        _window = new double[(int)(windowSeconds * rateHz)];
        _step = Math.Max((int)(stepSeconds * rateHz), 1);
        _delay = (int)(DelaySeconds * rateHz);
    }

    /// <summary>Seconds that a peak must lie in the past, besides the step.</summary>
    public static double DelaySeconds => 1;

    /// <summary>Takes samples.</summary>
    /// <param name="samples">The next samples, any number.</param>
    /// <param name="peaks">Receives the peaks that became sure: samples counted from the first ever taken, rising.</param>
    /// <exception cref="ArgumentException">A sample is NaN or infinite.</exception>
    public void Process(ReadOnlySpan<double> samples, ICollection<long> peaks)
    {
        ArgumentNullException.ThrowIfNull(peaks);
        while (!samples.IsEmpty)
        {
            int taken = Math.Min(samples.Length, _step - _sinceDetection);
            Append(samples[..taken]);
            samples = samples[taken..];
            _sinceDetection += taken;
            if (_sinceDetection == _step)
            {
                _sinceDetection = 0;
                Detect(peaks, _delay);
            }
        }
    }

    /// <summary>Ends the signal: gives the peaks that still waited.</summary>
    /// <param name="peaks">Receives them.</param>
    public void Complete(ICollection<long> peaks)
    {
        ArgumentNullException.ThrowIfNull(peaks);
        Detect(peaks, 0);
    }

    private void Append(ReadOnlySpan<double> samples)
    {
        int over = _filled + samples.Length - _window.Length;
        if (over > 0)
        {
            _window.AsSpan(over, _filled - over).CopyTo(_window);
            _filled -= over;
        }

        samples.CopyTo(_window.AsSpan(_filled));
        _filled += samples.Length;
        _received += samples.Length;
    }

    private void Detect(ICollection<long> peaks, int delay)
    {
        // A detector needs some beats to learn from.
        if (_filled < 4 * _rateHz && (delay > 0 || _filled < _rateHz))
        {
            return;
        }

        long first = _received - _filled;
        foreach (int peak in _detector.Detect(_window.AsSpan(0, _filled), _rateHz))
        {
            long place = first + peak;
            if (peak < _filled - delay && (_last == long.MinValue || place - _last >= RefractorySeconds * _rateHz))
            {
                peaks.Add(place);
                _last = place;
            }
        }
    }
}
