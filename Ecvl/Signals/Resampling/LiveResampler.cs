namespace DeepHealth.Ecvl.Signals;

/// <summary>Changes the sampling rate of a live signal; all pieces together give the bits of <see cref="PolyphaseResampler.Apply"/> on the whole.</summary>
/// <remarks>A sample is given out once every input sample under its filter has arrived: it lags by ten samples of the lower rate. Not for use by several threads.</remarks>
public sealed class LiveResampler
{
    private readonly PolyphaseResampler _resampler;

    // The last samples that output to come still needs; _first is the position of the first of them in the stream.
    private double[] _kept = [];
    private long _first;
    private long _taken;
    private long _given;

    /// <summary>Makes a stream at its beginning.</summary>
    /// <param name="resampler">The change of rate.</param>
    public LiveResampler(PolyphaseResampler resampler)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        _resampler = resampler;
    }

    /// <summary>Takes the next samples in and gives out what is ready.</summary>
    /// <param name="source">Any number of samples.</param>
    /// <returns>The next samples at the new rate, perhaps none.</returns>
    public double[] Process(ReadOnlySpan<double> source)
    {
        _taken += source.Length;
        // Ready is every output whose newest input has been taken.
        long ready = _given;
        while (_resampler.Newest(ready) < _taken)
        {
            ready++;
        }

        return Give([.. _kept, .. source], ready);
    }

    /// <summary>Gives out the rest, as if zeros followed, and begins anew.</summary>
    /// <returns>The last samples at the new rate.</returns>
    public double[] Finish()
    {
        double[] rest = Give(_kept, ((_taken * _resampler.Up) + _resampler.Down - 1) / _resampler.Down);
        (_kept, _first, _taken, _given) = ([], 0, 0, 0);
        return rest;
    }

    private double[] Give(double[] samples, long end)
    {
        double[] result = new double[Math.Max(0, end - _given)];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = _resampler.Sample(samples, _first, _given + i);
        }

        _given = Math.Max(_given, end);
        long oldest = Math.Clamp(_resampler.Newest(_given) - _resampler.TapsPerPhase + 1, _first, _first + samples.Length);
        _kept = samples[(int)(oldest - _first)..];
        _first = oldest;
        return result;
    }
}
