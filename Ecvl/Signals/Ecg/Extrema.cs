namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds turning points of a signal.</summary>
public static class Extrema
{
    /// <summary>Samples after a rise where the signal no longer rises, or after a level where it falls.</summary>
    /// <remarks>A plateau gives its first and its last sample.</remarks>
    public static int[] Maxima(ReadOnlySpan<double> signal) => Find(signal, 1);

    /// <summary>Samples after a fall where the signal no longer falls, or after a level where it rises.</summary>
    /// <inheritdoc cref="Maxima"/>
    public static int[] Minima(ReadOnlySpan<double> signal) => Find(signal, -1);

    private static int[] Find(ReadOnlySpan<double> signal, int direction)
    {
        List<int> found = [];
        for (int i = 1; i < signal.Length - 1; i++)
        {
            int before = Math.Sign(signal[i] - signal[i - 1]) * direction;
            int after = Math.Sign(signal[i + 1] - signal[i]) * direction;
            if (after < before)
            {
                found.Add(i);
            }
        }

        return [.. found];
    }
}
