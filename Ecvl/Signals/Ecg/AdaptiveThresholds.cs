namespace DeepHealth.Ecvl.Signals;

/// <summary>Follows the heights of beats and of noise in an energy signal, and searches back where a beat is missing.</summary>
/// <remarks>Pan and Tompkins, "A Real-Time QRS Detection Algorithm", IEEE Transactions on Biomedical Engineering 32, 1985, equations 12 to 29.</remarks>
internal sealed class AdaptiveThresholds
{
    private const int Intervals = 8;
    private const double LearningSeconds = 8;

    private readonly double[] _energy;
    private readonly double[] _slope;
    private readonly double _rateHz;
    private readonly ThresholdRules _rules;
    private readonly List<int> _beats = [];
    private readonly int[] _candidates;
    private double _beatHeight;
    private double _noiseHeight;

    /// <param name="energy">Non-negative, with one hump per beat.</param>
    /// <param name="slope">Slope of the signal, by which T waves are told; as long as the energy.</param>
    /// <param name="rateHz">Samples per second.</param>
    /// <param name="rules">The detector's constants.</param>
    public AdaptiveThresholds(double[] energy, double[] slope, double rateHz, ThresholdRules rules)
    {
        _energy = energy;
        _slope = slope;
        _rateHz = rateHz;
        _rules = rules;
        _candidates = Apart(Extrema.Maxima(energy));
        Learn();
    }

    /// <summary>Where beats have their greatest energy.</summary>
    public int[] Find()
    {
        int afterLast = 0;
        for (int i = 0; i < _candidates.Length; i++)
        {
            int place = _candidates[i];
            if (_beats.Count > 1 && place - _beats[^1] > _rules.SearchBack * MeanInterval())
            {
                SearchBack(afterLast, i);
            }

            if (_energy[place] > Threshold && !IsTWave(place))
            {
                _beats.Add(place);
                _beatHeight += _rules.Memory * (_energy[place] - _beatHeight);
                afterLast = i + 1;
            }
            else
            {
                _noiseHeight += _rules.Memory * (Math.Min(_energy[place], _beatHeight) - _noiseHeight);
            }
        }

        return [.. _beats.Order()];
    }

    private double Threshold => _noiseHeight + (_rules.Share * (_beatHeight - _noiseHeight));

    /// <summary>Starts with the median of the highest humps of the first seconds: one of them may be an artefact.</summary>
    private void Learn()
    {
        List<double> highest = [];
        int second = (int)_rateHz;
        for (int start = 0; start + second <= _energy.Length && start < LearningSeconds * _rateHz; start += second)
        {
            double height = 0;
            foreach (double value in _energy.AsSpan(start, second))
            {
                height = Math.Max(height, value);
            }

            highest.Add(height);
        }

        highest.Sort();
        _beatHeight = highest[highest.Count / 2];
        double sum = 0;
        int count = (int)Math.Min(LearningSeconds * _rateHz, _energy.Length);
        for (int i = 0; i < count; i++)
        {
            sum += Math.Min(_energy[i], _beatHeight);
        }

        _noiseHeight = 0.5 * sum / count;
    }

    /// <summary>Of peaks within the refractory time the greatest alone.</summary>
    private int[] Apart(int[] peaks)
    {
        int least = (int)(_rules.RefractorySeconds * _rateHz);
        List<int> kept = [];
        foreach (int peak in peaks)
        {
            while (kept.Count > 0 && peak - kept[^1] < least && _energy[kept[^1]] < _energy[peak])
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (kept.Count == 0 || peak - kept[^1] >= least)
            {
                kept.Add(peak);
            }
        }

        return [.. kept];
    }

    private double MeanInterval()
    {
        int last = Math.Max(_beats.Count - 1 - Intervals, 0);
        return (double)(_beats[^1] - _beats[last]) / (_beats.Count - 1 - last);
    }

    /// <summary>Takes the highest hump since the last beat that exceeds half the threshold.</summary>
    private void SearchBack(int from, int to)
    {
        int best = -1;
        for (int i = from; i < to; i++)
        {
            int place = _candidates[i];
            if (_energy[place] > 0.5 * Threshold && (best < 0 || _energy[place] > _energy[best]) && !IsTWave(place))
            {
                best = place;
            }
        }

        if (best >= 0)
        {
            _beats.Add(best);
            _beatHeight += 2 * _rules.Memory * (_energy[best] - _beatHeight);
        }
    }

    private bool IsTWave(int place)
        => _beats.Count > 0 && place - _beats[^1] < _rules.TWaveSeconds * _rateHz && Steepest(place) < 0.5 * Steepest(_beats[^1]);

    private double Steepest(int place)
    {
        int around = (int)(0.075 * _rateHz);
        double steepest = 0;
        for (int i = Math.Max(place - around, 0); i < Math.Min(place + around, _slope.Length); i++)
        {
            steepest = Math.Max(steepest, Math.Abs(_slope[i]));
        }

        return steepest;
    }
}
