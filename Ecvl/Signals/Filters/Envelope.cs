namespace DeepHealth.Ecvl.Signals;

/// <summary>Amplitude of signals by time. See <see cref="Hilbert.Envelope"/> for the magnitude of the analytic signal and <see cref="RmsEnvelope"/> for streams.</summary>
public static class Envelope
{
    /// <summary>Root mean square over a window around each sample; at the ends the window is cut.</summary>
    /// <param name="source">The signal; a NaN spreads over the windows that hold it.</param>
    /// <param name="windowLength">Samples of the window, odd.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is even or below 1.</exception>
    public static double[] Rms(ReadOnlySpan<double> source, int windowLength)
    {
        if (windowLength < 1 || int.IsEvenInteger(windowLength))
        {
            throw new ArgumentOutOfRangeException(nameof(windowLength), $"Envelope: the window has {windowLength} samples; it must be an odd number from 1.");
        }

        int half = windowLength / 2;
        double[] result = new double[source.Length];
        var window = new RmsEnvelope(windowLength);
        for (int i = 0; i < source.Length + half; i++)
        {
            double value = window.Next(i < source.Length ? source[i] : 0);
            int centre = i - half;
            if (centre >= 0)
            {
                int present = Math.Min(centre + half + 1, source.Length) - Math.Max(centre - half, 0);
                result[centre] = value * Math.Sqrt((double)windowLength / present);
            }
        }

        return result;
    }

    /// <summary>Straight lines between the maxima, and between the minima; level before the first and after the last.</summary>
    /// <remarks>Of maxima nearer than the distance the higher stays, the first of equals. A signal without a maximum has its greatest sample throughout.</remarks>
    /// <param name="source">The signal, without NaN.</param>
    /// <param name="distance">Least distance of maxima in samples, at least 1.</param>
    /// <returns>Upper and lower envelope, as long as the signal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The distance is below 1.</exception>
    public static (double[] Upper, double[] Lower) Peaks(ReadOnlySpan<double> source, int distance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(distance, 1);
        double[] negative = new double[source.Length];
        for (int i = 0; i < negative.Length; i++)
        {
            negative[i] = -source[i];
        }

        double[] lower = Upper(negative, distance);
        for (int i = 0; i < lower.Length; i++)
        {
            lower[i] = -lower[i];
        }

        return (Upper(source, distance), lower);
    }

    private static double[] Upper(ReadOnlySpan<double> source, int distance)
    {
        double[] result = new double[source.Length];
        Array.Fill(result, double.NaN);
        int[] maxima = Extrema.Maxima(source);
        double[] heights = new double[maxima.Length];
        for (int k = 0; k < maxima.Length; k++)
        {
            heights[k] = -source[maxima[k]];
        }

        // The highest first; a stable order makes the first of equals win.
        int[] order = [.. Enumerable.Range(0, maxima.Length).OrderBy(k => heights[k])];
        bool[] isTaken = new bool[source.Length];
        double greatest = double.NegativeInfinity;
        foreach (int k in order)
        {
            int place = maxima[k];
            if (isTaken.AsSpan(Math.Max(place - distance + 1, 0)..Math.Min(place + distance, source.Length)).Contains(true))
            {
                continue;
            }

            isTaken[place] = true;
            result[place] = source[place];
        }

        if (!NnIntervals.Fill(result))
        {
            foreach (double value in source)
            {
                greatest = Math.Max(greatest, value);
            }

            Array.Fill(result, greatest);
        }

        return result;
    }
}
