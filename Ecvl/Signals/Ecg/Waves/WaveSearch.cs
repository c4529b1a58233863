namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds P and T waves between QRS complexes that have been bridged.</summary>
/// <remarks>Martínez et al. 2004, sections III-C and III-D with their shares: slopes over 16 samples at 250 Hz, over 32 for T waves that this does not show.</remarks>
internal sealed class WaveSearch(double[] samples, double rateHz, int level)
{
    private const double POnset = 0.5;
    private const double PEnd = 0.9;
    private const double TOnset = 0.25;
    private const double TEnd = 0.4;

    // A wave's slope must exceed this share of the root mean square between beats.
    private const double PShare = 0.08;
    private const double TShare = 0.25;
    private const double SecondPhase = 0.6;

    private readonly double[] _fine = SplineWavelet.Slope(samples, level);
    private readonly double[] _coarse = SplineWavelet.Slope(samples, level + 1);

    /// <summary>The P wave before a complex.</summary>
    /// <param name="peaks">R peaks.</param>
    /// <param name="beat">Which beat.</param>
    /// <param name="complex">Its complex.</param>
    /// <param name="floor">End of what comes before: the T wave or complex of the last beat.</param>
    public WaveBounds? FindP(int[] peaks, int beat, WaveBounds complex, int floor)
    {
        double interval = Interval(peaks, beat);
        int reach = (int)(Math.Min(0.3 * Math.Sqrt(interval), 0.45 * interval) * rateHz);
        int start = Math.Max(complex.Onset - reach, floor);
        int end = complex.Onset;
        double least = PShare * RootMeanSquare(_fine, Math.Max(start - reach, 0), Math.Min(complex.End + (2 * reach), _fine.Length));
        (int first, int last) = SlopePeaks.BestPair(_fine, start, end, least, (int)(0.15 * rateHz));
        return first < 0 ? null : new WaveBounds(
            SlopePeaks.Fade(_fine, first, -1, POnset * Math.Abs(_fine[first]), start),
            SlopePeaks.Turn(_fine, first, last),
            SlopePeaks.Fade(_fine, last, 1, PEnd * Math.Abs(_fine[last]), end));
    }

    /// <summary>The T wave after a complex.</summary>
    public WaveBounds? FindT(int[] peaks, WaveBounds?[] complexes, int beat, WaveBounds complex)
    {
        // The interval that follows sets the room, as a premature beat cuts the wave short.
        double interval = beat + 1 < peaks.Length ? (peaks[beat + 1] - peaks[beat]) / rateHz : Interval(peaks, beat);
        int end = peaks[beat] + (int)(Math.Min(0.62 * Math.Sqrt(interval), 0.72 * interval) * rateHz);
        end = Math.Min(end, beat + 1 < peaks.Length ? complexes[beat + 1]?.Onset ?? peaks[beat + 1] : _fine.Length);
        int start = complex.End + (int)(0.03 * rateHz);
        int most = (int)(0.3 * rateHz);
        return Find(_fine, start, end, TShare * RootMeanSquare(_fine, start, end), TOnset, TEnd, most)
            ?? Find(_coarse, start, end, TShare * RootMeanSquare(_coarse, start, end), TOnset, TEnd, most);
    }

    private static WaveBounds? Find(double[] slope, int start, int end, double least, double onsetShare, double endShare, int most)
    {
        int main = SlopePeaks.Greatest(slope, start, end);
        if (main < 0 || Math.Abs(slope[main]) <= least)
        {
            return null;
        }

        int sign = Math.Sign(slope[main]);
        int before = SlopePeaks.Greatest(slope, Math.Max(main - most, start), main, -sign);
        int after = SlopePeaks.Greatest(slope, main + 1, Math.Min(main + most, end), -sign);
        if (before < 0 && after < 0)
        {
            return null;
        }

        double sizeBefore = before < 0 ? 0 : Math.Abs(slope[before]);
        double sizeAfter = after < 0 ? 0 : Math.Abs(slope[after]);
        bool isSecond = sizeBefore > sizeAfter;
        int first = isSecond ? before : main;
        int last = isSecond ? main : after;
        int peak = SlopePeaks.Turn(slope, first, last);

        // Of a wave of two phases both belong to it, if both flanks beside the steepest are nearly as steep.
        if (Math.Min(sizeBefore, sizeAfter) > SecondPhase * Math.Abs(slope[main]))
        {
            (first, last) = (before, after);
        }

        int onset = SlopePeaks.Fade(slope, first, -1, onsetShare * Math.Abs(slope[first]), start);
        return new WaveBounds(onset, peak, SlopePeaks.Fade(slope, last, 1, endShare * Math.Abs(slope[last]), end));
    }

    private double Interval(int[] peaks, int beat)
        => beat > 0 ? (peaks[beat] - peaks[beat - 1]) / rateHz : peaks.Length > 1 ? (peaks[1] - peaks[0]) / rateHz : 1;

    private static double RootMeanSquare(double[] values, int start, int end)
    {
        double squares = 0;
        for (int i = Math.Max(start, 0); i < Math.Min(end, values.Length); i++)
        {
            squares += values[i] * values[i];
        }

        return end > start ? Math.Sqrt(squares / (end - start)) : 0;
    }
}
