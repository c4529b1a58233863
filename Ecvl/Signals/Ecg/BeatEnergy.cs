namespace DeepHealth.Ecvl.Signals;

/// <summary>Steps that detectors share on the way from a signal to its beats.</summary>
internal static class BeatEnergy
{
    /// <summary>The signal between two frequencies, without delay.</summary>
    public static double[] Band(ReadOnlySpan<double> ecg, double lowHz, double highHz, double rateHz, int order = 2)
        => FiltFilt.Apply(Butterworth.BandPass(order, lowHz, Math.Min(highHz, 0.45 * rateHz), rateHz), ecg);

    /// <summary>Slope by five samples, in units per second.</summary>
    /// <remarks>Pan and Tompkins, 1985, equation 9.</remarks>
    public static double[] Slope(double[] signal, double rateHz)
    {
        double[] slope = new double[signal.Length];
        for (int i = 2; i < slope.Length - 2; i++)
        {
            slope[i] = (signal[i + 2] + (2 * signal[i + 1]) - (2 * signal[i - 1]) - signal[i - 2]) * rateHz / 8;
        }

        return slope;
    }

    /// <summary>Squares.</summary>
    public static double[] Square(double[] signal)
    {
        double[] squares = new double[signal.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = signal[i] * signal[i];
        }

        return squares;
    }

    /// <summary>Mean over a window around each sample; ends have fewer samples.</summary>
    public static double[] MovingMean(double[] signal, double seconds, double rateHz)
    {
        int half = Math.Max((int)(seconds * rateHz / 2), 1);
        double[] means = new double[signal.Length];
        double sum = 0;
        int start = 0;
        int end = 0;
        for (int i = 0; i < means.Length; i++)
        {
            while (end < signal.Length && end <= i + half)
            {
                sum += signal[end++];
            }

            while (start < i - half)
            {
                sum -= signal[start++];
            }

            // What rounding leaves of a sum of squares must not become negative.
            means[i] = Math.Max(sum, 0) / (end - start);
        }

        return means;
    }

    /// <summary>Moves beats to the greatest deflection nearby, of the polarity that most beats have.</summary>
    public static int[] ToPeaks(ReadOnlySpan<double> ecg, int[] beats, double rateHz)
    {
        double[] waves = Band(ecg, 1, 40, rateHz);
        int radius = Math.Max((int)(0.1 * rateHz), 1);
        double upward = 0;
        double downward = 0;
        foreach (int beat in beats)
        {
            double high = 0;
            double low = 0;
            foreach (double value in waves.AsSpan(Math.Max(beat - radius, 0)..Math.Min(beat + radius, waves.Length)))
            {
                high = Math.Max(high, value);
                low = Math.Min(low, value);
            }

            upward += high;
            downward -= low;
        }

        // R waves have the preference: S waves are often nearly as deep.
        if (downward > 1.4 * upward)
        {
            for (int i = 0; i < waves.Length; i++)
            {
                waves[i] = -waves[i];
            }
        }

        return PeakCorrection.ToMaximum(waves, beats, radius);
    }
}
