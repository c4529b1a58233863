namespace DeepHealth.Ecvl.Signals;

/// <summary>Puts detected peaks in their place.</summary>
public static class PeakCorrection
{
    /// <summary>Moves each peak to the greatest sample around it.</summary>
    /// <remarks>A peak whose surroundings reach beyond the signal is dropped; two that move to the same place become one.</remarks>
    /// <param name="signal">The signal.</param>
    /// <param name="peaks">Indices of samples, rising.</param>
    /// <param name="radius">Samples to search before a peak, and from it on, at least 1.</param>
    /// <returns>Indices of samples, rising.</returns>
    public static int[] ToMaximum(ReadOnlySpan<double> signal, ReadOnlySpan<int> peaks, int radius)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radius, 1);
        SortedSet<int> moved = [];
        foreach (int peak in peaks)
        {
            int start = peak - radius;
            if (start < 0)
            {
                continue;
            }

            if (peak + radius > signal.Length)
            {
                break;
            }

            int best = start;
            for (int i = start + 1; i < peak + radius; i++)
            {
                best = signal[i] > signal[best] ? i : best;
            }

            moved.Add(best);
        }

        return [.. moved];
    }

    /// <summary>Keeps the peaks whose beat lies wholly in the signal.</summary>
    /// <param name="peaks">Indices of samples, rising.</param>
    /// <param name="length">Number of samples of the signal.</param>
    /// <param name="before">Samples of a beat before its peak.</param>
    /// <param name="after">Samples of a beat from its peak on.</param>
    public static int[] WithWholeBeat(ReadOnlySpan<int> peaks, int length, int before, int after)
    {
        List<int> kept = [];
        foreach (int peak in peaks)
        {
            if (peak >= before && peak + after <= length)
            {
                kept.Add(peak);
            }
        }

        return [.. kept];
    }
}
