namespace DeepHealth.Ecvl.Signals;

/// <summary>How strongly a photoplethysmogram pulses.</summary>
/// <remarks>The raw signal is needed: filters that take the level out take the index with it.</remarks>
public static class PpgPerfusion
{
    /// <summary>Perfusion index of each pulse in percent: height from onset to peak over the mean from this onset to the next.</summary>
    /// <param name="ppg">The raw signal, of levels above 0.</param>
    /// <param name="onsets">Onsets by pulse, −1 for none, as <see cref="PpgPulses.Onsets"/> gives them.</param>
    /// <param name="peaks">Systolic peaks, as many.</param>
    /// <returns>One value per pulse; NaN where an onset is missing, for the last pulse, and where the mean is not above 0.</returns>
    /// <exception cref="ArgumentException">Onsets and peaks differ in number, or one lies outside the signal or out of order.</exception>
    public static double[] Index(ReadOnlySpan<double> ppg, ReadOnlySpan<int> onsets, ReadOnlySpan<int> peaks)
    {
        if (onsets.Length != peaks.Length)
        {
            throw new ArgumentException($"PpgPerfusion: there are {onsets.Length} onsets and {peaks.Length} peaks; they must agree.", nameof(onsets));
        }

        double[] index = new double[peaks.Length];
        for (int i = 0; i < index.Length; i++)
        {
            if (peaks[i] >= ppg.Length || peaks[i] < 0 || onsets[i] > peaks[i] || onsets[i] < -1 || (i > 0 && onsets[i] <= peaks[i - 1]))
            {
                throw new ArgumentException($"PpgPerfusion: pulse {i} begins at sample {onsets[i]} and peaks at {peaks[i]} of {ppg.Length}; both must rise and lie in the signal.", nameof(peaks));
            }

            if (i + 1 == index.Length || onsets[i] < 0 || onsets[i + 1] <= onsets[i])
            {
                index[i] = double.NaN;
                continue;
            }

            double level = 0;
            foreach (double value in ppg[onsets[i]..Math.Min(onsets[i + 1], ppg.Length)])
            {
                level += value;
            }

            level /= onsets[i + 1] - onsets[i];
            index[i] = level > 0 ? 100 * (ppg[peaks[i]] - ppg[onsets[i]]) / level : double.NaN;
        }

        return index;
    }
}
