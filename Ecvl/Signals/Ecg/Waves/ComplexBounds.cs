namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds where QRS complexes begin and end.</summary>
/// <remarks>Martínez et al. 2004, section III-B: the first and last peaks of the slope that matter, and from there outwards to where the slope fades.</remarks>
internal sealed class ComplexBounds(double[] samples, double rateHz, int level)
{
    private const double MattersBefore = 0.055;
    private const double MattersAfter = 0.09;
    private const double OnsetShare = 0.06;
    private const double EndShare = 0.125;
    private const double ReachSeconds = 0.16;

    // Peaks of the slope of one complex are not farther from the flanks of its main wave than this many of its widths; P waves are.
    private const double GapBefore = 1.7;
    private const double GapAfter = 2.1;

    // What stands out of noise, in its deviations.
    private const double AboveNoise = 3;

    private readonly double[] _slope = SplineWavelet.Slope(samples, level);
    private double _noise;

    /// <summary>Bounds by peak.</summary>
    public WaveBounds?[] Find(int[] peaks)
    {
        var bounds = new WaveBounds?[peaks.Length];
        int floor = 0;
        _noise = Noise();
        for (int i = 0; i < peaks.Length; i++)
        {
            int ceiling = i + 1 < peaks.Length ? (peaks[i] + peaks[i + 1]) / 2 : _slope.Length - 1;
            bounds[i] = Find(peaks[i], floor, ceiling);
            floor = Math.Max(ceiling, bounds[i]?.End ?? 0);
        }

        return bounds;
    }

    private WaveBounds? Find(int peak, int floor, int ceiling)
    {
        int near = (int)(0.08 * rateHz);
        int reach = (int)(ReachSeconds * rateHz);
        int low = Math.Max(peak - reach, floor);
        int high = Math.Min(peak + reach, ceiling);
        int main = SlopePeaks.Greatest(_slope, Math.Max(peak - near, low), Math.Min(peak + near + 1, high));
        if (main < 0 || _slope[main] == 0)
        {
            return null;
        }

        double greatest = Math.Abs(_slope[main]);
        int sign = Math.Sign(_slope[main]);

        // The other flank of the main wave, on the side where the peak is.
        int other = main <= peak
            ? SlopePeaks.Greatest(_slope, main + 1, Math.Min(main + near, high), -sign)
            : SlopePeaks.Greatest(_slope, Math.Max(main - near, low), main, -sign);
        other = other < 0 ? main : other;
        int first = Math.Min(main, other);
        int last = Math.Max(main, other);
        double width = Math.Max(last - first, 0.016 * rateHz);
        first = Outermost(first, -1, low, Math.Max(MattersBefore * greatest, AboveNoise * _noise), (int)(GapBefore * width));
        last = Outermost(last, 1, high, Math.Max(MattersAfter * greatest, AboveNoise * _noise), (int)(GapAfter * width));
        int onset = SlopePeaks.Fade(_slope, first, -1, Math.Max(OnsetShare * Math.Abs(_slope[first]), _noise), low);
        int end = SlopePeaks.Fade(_slope, last, 1, Math.Max(EndShare * Math.Abs(_slope[last]), _noise), high);
        return new WaveBounds(Math.Min(onset, peak), peak, Math.Max(end, peak));
    }

    /// <summary>Deviation of the slope where no wave is, from the lowest quarter of magnitudes: waves fill less than half of the time.</summary>
    private double Noise()
    {
        double[] sizes = Array.ConvertAll(_slope, Math.Abs);
        Array.Sort(sizes);
        return sizes[sizes.Length / 4] / 0.3186;
    }

    /// <summary>Goes outwards to the last peak of the slope that matters and is not far.</summary>
    private int Outermost(int from, int direction, int limit, double least, int gap)
    {
        int reached = from;
        for (int i = from + direction; i != limit && i > 0 && i < _slope.Length - 1 && Math.Abs(i - from) <= gap; i += direction)
        {
            reached = Math.Abs(_slope[i]) > least && SlopePeaks.IsPeak(_slope, i) ? i : reached;
        }

        return reached;
    }
}
