namespace DeepHealth.Ecvl.Signals;

/// <summary>Slope of a signal that was smoothed over 2, 4, 8... samples: the quadratic-spline wavelet without subsampling.</summary>
/// <remarks>Mallat and Zhong, "Characterization of Signals from Multiscale Edges", IEEE Transactions on Pattern Analysis and Machine Intelligence 14, 1992: low-pass
/// (1, 3, 3, 1) / 8 and high-pass (−2, 2), spread by 2 per level. Filters are centred: value n is the slope between samples n − 1 and n. The ends are continued by
/// their last value.</remarks>
internal static class SplineWavelet
{
    /// <summary>The slope at a level from 1.</summary>
    public static double[] Slope(double[] signal, int level)
    {
        double[] smooth = signal;
        for (int j = 1; j < level; j++)
        {
            smooth = Smooth(smooth, 1 << (j - 1));
        }

        int last = signal.Length - 1;
        int spread = 1 << (level - 1);

        // Smoothing moved the signal by (spread - 1) / 2 samples to the left, the difference moves it by spread / 2.
        double[] slope = new double[signal.Length];
        for (int i = 0; i < slope.Length; i++)
        {
            int from = i - spread;
            slope[i] = 2 * (smooth[Math.Clamp(from + spread, 0, last)] - smooth[Math.Clamp(from, 0, last)]);
        }

        return slope;
    }

    private static double[] Smooth(double[] signal, int spread)
    {
        int last = signal.Length - 1;
        double[] smooth = new double[signal.Length];
        for (int i = 0; i < smooth.Length; i++)
        {
            double outer = signal[Math.Max(i - spread, 0)] + signal[Math.Min(i + (2 * spread), last)];
            double inner = signal[i] + signal[Math.Min(i + spread, last)];
            smooth[i] = 0.125 * (outer + (3 * inner));
        }

        return smooth;
    }
}
