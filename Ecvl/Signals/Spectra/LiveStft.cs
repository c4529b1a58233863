using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Short-time spectra of a live signal: a frame is ready as soon as its last sample has arrived.</summary>
/// <remarks>The frames begin with the first sample, without zeros before it; they do not depend on the pieces. Not for use by several threads.</remarks>
public sealed class LiveStft
{
    private readonly Stft _transform;
    private readonly double[] _segment;

    // Samples not yet left behind, from _start on.
    private double[] _pending;
    private int _start;
    private int _end;

    /// <summary>Makes an empty stream.</summary>
    /// <param name="transform">Frame length, step and window.</param>
    public LiveStft(Stft transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        _transform = transform;
        _segment = new double[transform.SegmentLength];
        _pending = new double[2 * transform.FrameLength];
    }

    /// <summary>Takes the next samples in.</summary>
    /// <param name="source">Any number of samples.</param>
    public void Push(ReadOnlySpan<double> source)
    {
        int kept = _end - _start;
        if (_end + source.Length > _pending.Length)
        {
            double[] target = kept + source.Length > _pending.Length ? new double[Math.Max(2 * _pending.Length, kept + source.Length)] : _pending;
            _pending.AsSpan(_start, kept).CopyTo(target);
            (_pending, _start, _end) = (target, 0, kept);
        }

        source.CopyTo(_pending.AsSpan(_end));
        _end += source.Length;
    }

    /// <summary>Gives the next frame out, if all its samples have arrived.</summary>
    /// <param name="spectrum"><see cref="Stft.Bins"/> values.</param>
    /// <returns>Whether there was a frame.</returns>
    /// <exception cref="ArgumentException">The memory has another length.</exception>
    public bool TryRead(Span<Complex> spectrum)
    {
        if (spectrum.Length != _transform.Bins)
        {
            throw new ArgumentException($"LiveStft: there is memory for {spectrum.Length} values, a frame has {_transform.Bins}.", nameof(spectrum));
        }

        if (_end - _start < _transform.FrameLength)
        {
            return false;
        }

        _transform.Frame(_pending.AsSpan(_start, _transform.FrameLength), _segment, spectrum);
        _start += _transform.Step;
        return true;
    }
}
