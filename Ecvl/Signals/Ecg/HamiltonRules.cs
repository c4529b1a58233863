namespace DeepHealth.Ecvl.Signals;

/// <summary>Tells beats from noise among the peaks of the smoothed slope.</summary>
internal sealed class HamiltonRules
{
    private const int LongestStart = 8;
    private const double Share = 0.475;

    private readonly double[] _signal;
    private readonly double[] _slope;
    private readonly int[] _peaks;
    private readonly int _apart;
    private readonly int _around;
    private readonly double _refractory;
    private readonly RecentMedian _beatHeights;
    private readonly RecentMedian _noiseHeights;
    private readonly RecentMedian _intervals;
    private readonly List<int> _beats = [];

    public HamiltonRules(double[] signal, double[] slope, double rateHz)
    {
        _signal = signal;
        _slope = slope;
        _peaks = Extrema.Maxima(slope);
        _apart = (int)Math.Ceiling(0.2 * rateHz);
        _around = (int)Math.Ceiling(0.045 * rateHz);
        _refractory = Math.Ceiling(0.36 * rateHz);
        int seconds = Math.Clamp((int)(signal.Length / rateHz), 1, LongestStart);
        _beatHeights = new RecentMedian(seconds);
        _noiseHeights = new RecentMedian(seconds);
        _intervals = new RecentMedian(seconds, rateHz);
        for (int second = 0; second < seconds; second++)
        {
            _beatHeights.Add(Highest(second * (int)rateHz, (second + 1) * (int)rateHz));
        }
    }

    private double Threshold => _noiseHeights.Value + (Share * (_beatHeights.Value - _noiseHeights.Value));

    /// <summary>Peaks of the slope that belong to beats.</summary>
    public int[] Find()
    {
        for (int i = 0; i < _peaks.Length; i++)
        {
            if (!IsNearLarger(i))
            {
                Judge(_peaks[i]);
            }
        }

        return [.. _beats];
    }

    /// <summary>The highest peak of a stretch; 0 where it has none.</summary>
    private double Highest(int start, int end)
    {
        end = Math.Min(end, _slope.Length);
        double highest = 0;
        for (int i = start + 1; i < end - 1; i++)
        {
            if (Math.Sign(_slope[i + 1] - _slope[i]) < Math.Sign(_slope[i] - _slope[i - 1]))
            {
                highest = Math.Max(highest, _slope[i]);
            }
        }

        return highest;
    }

    /// <summary>Rule 1: a peak that precedes or follows a larger one by less than 200 ms.</summary>
    private bool IsNearLarger(int index)
    {
        int peak = _peaks[index];
        for (int i = index - 1; i >= 0 && _peaks[i] > peak - _apart; i--)
        {
            if (_slope[_peaks[i]] > _slope[peak])
            {
                return true;
            }
        }

        for (int i = index + 1; i < _peaks.Length && _peaks[i] < peak + _apart; i++)
        {
            if (_slope[_peaks[i]] > _slope[peak])
            {
                return true;
            }
        }

        return false;
    }

    private void Judge(int peak)
    {
        double threshold = Threshold;
        double height = _slope[peak];
        if (height > threshold)
        {
            if (IsBeat(peak, height))
            {
                AddBeat(peak, height);
            }

            return;
        }

        // Rule 5: search back where beats are missing.
        if (_beats.Count >= 2)
        {
            int elapsed = peak - _beats[^1];
            if (elapsed >= 1.5 * _intervals.Value && elapsed > _refractory)
            {
                if (height > 0.5 * threshold)
                {
                    AddBeat(peak, height);
                }

                return;
            }
        }

        _noiseHeights.Add(height);
    }

    private bool IsBeat(int peak, double height)
    {
        // Rule 2: a beat has slopes of both signs, a shift of the base line has not.
        (double steepest, bool isMixed) = Slopes(peak);
        if (!isMixed)
        {
            return false;
        }

        // Rule 3: a wave soon after a beat and less than half as steep is its T wave.
        if (_beats.Count > 0 && peak - _beats[^1] < _refractory && steepest < 0.5 * Slopes(_beats[^1]).Steepest)
        {
            return false;
        }

        return height < 3 * _beatHeights.Value;
    }

    private void AddBeat(int peak, double height)
    {
        if (_beats.Count > 0)
        {
            _intervals.Add(peak - _beats[^1]);
        }

        _beats.Add(peak);
        _beatHeights.Add(height);
    }

    /// <summary>The steepest rise within 45 ms of a peak, and whether there are rises as well as falls or levels.</summary>
    private (double Steepest, bool IsMixed) Slopes(int peak)
    {
        int start = peak < _around ? 0 : peak - _around;
        int end = peak >= _around && peak + _around >= _signal.Length ? _slope.Length : Math.Min(peak + _around, _signal.Length);
        double steepest = double.NegativeInfinity;
        int rises = 0;
        for (int i = start; i < end - 1; i++)
        {
            double rise = _signal[i + 1] - _signal[i];
            steepest = Math.Max(steepest, rise);
            rises += rise > 0 ? 1 : 0;
        }

        return (steepest, rises > 0 && rises < end - 1 - start);
    }
}
