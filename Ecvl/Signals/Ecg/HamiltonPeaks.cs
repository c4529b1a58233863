namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds the R peak of each beat, upward or downward, whichever stands out more.</summary>
internal sealed class HamiltonPeaks(double[] signal, double rateHz)
{
    private const double UpwardPreference = 0.85;

    private readonly int _around = (int)Math.Ceiling(0.2 * rateHz);
    private readonly double _apart = 0.05 * rateHz;

    /// <summary>Peaks within 200 ms of beats, rising, each once.</summary>
    public int[] Place(int[] beats)
    {
        SortedSet<int> peaks = [];
        foreach (int beat in beats)
        {
            if (Place(beat) is { } peak)
            {
                peaks.Add(peak);
            }
        }

        return [.. peaks];
    }

    private int? Place(int beat)
    {
        int start = Math.Max(beat - _around, 0);
        int end = beat - _around >= 0 && beat + _around >= signal.Length ? signal.Length : Math.Min(beat + _around, signal.Length);
        (int highest, double upward) = Find(start, end, 1);
        (int lowest, double downward) = Find(start, end, -1);
        if (highest < 0 && lowest < 0)
        {
            return null;
        }

        if (double.IsNaN(upward) && double.IsNaN(downward))
        {
            return highest >= 0 && (lowest < 0 || Math.Abs(signal[highest]) > Math.Abs(signal[lowest])) ? highest : lowest;
        }

        if (double.IsNaN(upward))
        {
            return highest >= 0 ? highest : null;
        }

        return double.IsNaN(downward) ? lowest >= 0 ? lowest : null : upward > UpwardPreference * downward ? highest : lowest;
    }

    /// <summary>The greatest peak of a stretch, and how far it stands above the next one more than 50 ms away; NaN where there is none.</summary>
    private (int Place, double Lead) Find(int start, int end, int direction)
    {
        int best = -1;
        for (int i = start; i < end - 1; i++)
        {
            if (IsTurn(i, start, end, direction) && (best < 0 || IsBefore(i, best, direction)))
            {
                best = i;
            }
        }

        int second = -1;
        for (int i = start; i < end - 1 && best >= 0; i++)
        {
            if (Math.Abs(i - best) > _apart && IsTurn(i, start, end, direction) && (second < 0 || IsBefore(i, second, direction)))
            {
                second = i;
            }
        }

        return (best, second < 0 ? double.NaN : Math.Abs(signal[best] - signal[second]));
    }

    /// <summary>Order of peaks: the greater first, of equal ones the later; of downward ones the lesser, the earlier.</summary>
    private bool IsBefore(int left, int right, int direction)
        => direction > 0 ? signal[left] >= signal[right] : signal[left] < signal[right];

    private bool IsTurn(int i, int start, int end, int direction)
    {
        int after = Math.Sign(signal[i + 1] - signal[i]) * direction;
        if (after == 0)
        {
            return true;
        }

        return i > start && i < end - 1 && after < Math.Sign(signal[i] - signal[i - 1]) * direction;
    }
}
