namespace DeepHealth.Ecvl.Signals;

/// <summary>Cuts signals into windows of equal length.</summary>
public static class Windowing
{
    /// <summary>Places windows over a signal, from its first sample on.</summary>
    /// <param name="sampleCount">Samples of the signal, from 0.</param>
    /// <param name="rateHz">Its rate.</param>
    /// <param name="windowSeconds">Length of a window; rounded to at least one sample.</param>
    /// <param name="overlapSeconds">How far the next window reaches back into the last, 0 (default) to below <paramref name="windowSeconds"/>.</param>
    /// <param name="tail">What happens at the end; default <see cref="WindowTail.Drop"/>.</param>
    /// <returns>The windows by rising start; none for an empty signal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range, or windows overlap wholly after rounding to samples.</exception>
    public static SampleWindow[] Cut(int sampleCount, double rateHz, double windowSeconds, double overlapSeconds = 0, WindowTail tail = WindowTail.Drop)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        double exactLength = Math.Round(windowSeconds * rateHz);
        double exactOverlap = Math.Round(overlapSeconds * rateHz);
        if (!(rateHz > 0) || !(exactLength >= 1) || exactLength > Array.MaxLength || !(exactOverlap >= 0) || exactOverlap >= exactLength)
        {
            throw new ArgumentOutOfRangeException(nameof(windowSeconds), FormattableString.Invariant(
                $"Windowing: windows of {windowSeconds} s that overlap by {overlapSeconds} s at {rateHz} Hz are {exactLength} and {exactOverlap} samples; a window needs at least 1 and the overlap must be from 0 and shorter."));
        }

        int length = (int)exactLength;
        int step = length - (int)exactOverlap;
        int whole = sampleCount < length ? 0 : ((sampleCount - length) / step) + 1;
        // Samples after the last whole window; the overlap has been seen before.
        int covered = whole == 0 ? 0 : ((whole - 1) * step) + length;
        bool extra = covered < sampleCount && (tail == WindowTail.Pad || (tail == WindowTail.MoveBack && whole > 0));
        var windows = new SampleWindow[whole + (extra ? 1 : 0)];
        for (int i = 0; i < whole; i++)
        {
            windows[i] = new SampleWindow(i * step, length);
        }

        if (extra)
        {
            windows[whole] = new SampleWindow(tail == WindowTail.Pad ? whole * step : sampleCount - length, length);
        }

        return windows;
    }
}
