namespace DeepHealth.Ecvl.Signals;

/// <summary>Intervals of one beat in milliseconds; NaN where a wave or the beat before is missing.</summary>
/// <param name="RrMs">From the R peak before.</param>
/// <param name="PrMs">From the onset of P to the onset of QRS.</param>
/// <param name="QrsMs">Length of the QRS complex.</param>
/// <param name="QtMs">From the onset of QRS to the end of T.</param>
public readonly record struct EcgIntervals(double RrMs, double PrMs, double QrsMs, double QtMs)
{
    /// <summary>QT corrected after Bazett.</summary>
    public double QtcBazettMs => QtCorrection.Bazett(QtMs, RrMs);

    /// <summary>QT corrected after Fridericia.</summary>
    public double QtcFridericiaMs => QtCorrection.Fridericia(QtMs, RrMs);

    /// <summary>QT corrected after the Framingham study.</summary>
    public double QtcFraminghamMs => QtCorrection.Framingham(QtMs, RrMs);

    /// <summary>QT corrected after Hodges.</summary>
    public double QtcHodgesMs => QtCorrection.Hodges(QtMs, RrMs);

    /// <summary>Intervals of each beat.</summary>
    /// <param name="beats">Waves of successive beats.</param>
    /// <param name="rateHz">Samples per second, above 0.</param>
    public static EcgIntervals[] Of(ReadOnlySpan<BeatWaves> beats, double rateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        double ms = 1000 / rateHz;
        var intervals = new EcgIntervals[beats.Length];
        for (int i = 0; i < intervals.Length; i++)
        {
            BeatWaves beat = beats[i];
            double rr = i > 0 ? (beat.RPeak - beats[i - 1].RPeak) * ms : double.NaN;
            double pr = beat.P is WaveBounds p && beat.Qrs is WaveBounds afterP ? (afterP.Onset - p.Onset) * ms : double.NaN;
            double qrs = beat.Qrs is WaveBounds complex ? (complex.End - complex.Onset) * ms : double.NaN;
            double qt = beat.Qrs is WaveBounds beforeT && beat.T is WaveBounds t ? (t.End - beforeT.Onset) * ms : double.NaN;
            intervals[i] = new EcgIntervals(rr, pr, qrs, qt);
        }

        return intervals;
    }

    /// <summary>Medians of each interval over the beats that have it; NaN where none has.</summary>
    /// <param name="intervals">Intervals of beats.</param>
    public static EcgIntervals Median(ReadOnlySpan<EcgIntervals> intervals)
    {
        double[] values = new double[intervals.Length];
        return new EcgIntervals(
            Median(intervals, values, static interval => interval.RrMs),
            Median(intervals, values, static interval => interval.PrMs),
            Median(intervals, values, static interval => interval.QrsMs),
            Median(intervals, values, static interval => interval.QtMs));
    }

    private static double Median(ReadOnlySpan<EcgIntervals> intervals, double[] values, Func<EcgIntervals, double> pick)
    {
        int count = 0;
        foreach (EcgIntervals interval in intervals)
        {
            double value = pick(interval);
            values[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        Span<double> present = values.AsSpan(0, count);
        present.Sort();
        return count == 0 ? double.NaN : (present[(count - 1) / 2] + present[count / 2]) / 2;
    }
}
