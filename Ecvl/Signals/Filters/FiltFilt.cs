using System.Buffers;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Zero-phase filtering: once forward, once backward, so that waves keep their place and the gain is squared.</summary>
/// <remarks>
/// The ends are continued by an odd mirror image (Gustafsson, "Determining the initial states in forward-backward filtering", 1996,
/// names the choices) and each pass begins in the steady state of its first sample. Equal to <c>scipy.signal.sosfiltfilt</c>.
/// </remarks>
public static class FiltFilt
{
    /// <summary>Samples that are added at each end; a signal must be longer than this.</summary>
    /// <param name="sections">The coefficients.</param>
    /// <returns>Three times the filter's number of taps, not counting taps that are 0 in all sections.</returns>
    public static int PadLength(SecondOrderSections sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        int zeroB2 = 0;
        int zeroA2 = 0;
        for (int s = 0; s < sections.Count; s++)
        {
            zeroB2 += sections.Section(s)[2] == 0 ? 1 : 0;
            zeroA2 += sections.Section(s)[5] == 0 ? 1 : 0;
        }

        return 3 * ((2 * sections.Count) + 1 - Math.Min(zeroB2, zeroA2));
    }

    /// <summary>Filters a signal without delay.</summary>
    /// <param name="sections">The coefficients.</param>
    /// <param name="source">The signal, longer than <see cref="PadLength"/>. A NaN spreads over the whole result: fill gaps first.</param>
    /// <returns>The filtered signal, of the same length.</returns>
    /// <exception cref="ArgumentException">The signal is too short to continue its ends.</exception>
    public static double[] Apply(SecondOrderSections sections, ReadOnlySpan<double> source)
    {
        double[] result = new double[source.Length];
        Apply(sections, source, result);
        return result;
    }

    /// <summary>Filters a signal without delay into given memory.</summary>
    /// <param name="sections">The coefficients.</param>
    /// <param name="source">The signal, longer than <see cref="PadLength"/>.</param>
    /// <param name="destination">As long as <paramref name="source"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the signal is too short to continue its ends.</exception>
    public static void Apply(SecondOrderSections sections, ReadOnlySpan<double> source, Span<double> destination)
    {
        int pad = PadLength(sections);
        if (source.Length != destination.Length)
        {
            throw new ArgumentException($"FiltFilt: the source has {source.Length} samples, the destination {destination.Length}; they must agree.", nameof(destination));
        }

        if (source.Length <= pad)
        {
            throw new ArgumentException($"FiltFilt: the signal has {source.Length} samples, but this filter needs more than {pad}.", nameof(source));
        }

        int n = source.Length;
        double[] buffer = ArrayPool<double>.Shared.Rent(n + (2 * pad));
        Span<double> extended = buffer.AsSpan(0, n + (2 * pad));
        // Odd mirror: continue the slope by turning the signal about its end point.
        for (int i = 0; i < pad; i++)
        {
            extended[i] = (2 * source[0]) - source[pad - i];
            extended[pad + n + i] = (2 * source[n - 1]) - source[n - 2 - i];
        }

        source.CopyTo(extended[pad..]);
        var filter = new SosFilter(sections);
        for (int pass = 0; pass < 2; pass++)
        {
            filter.ResetTo(extended[0]);
            filter.Process(extended, extended);
            extended.Reverse();
        }

        extended.Slice(pad, n).CopyTo(destination);
        ArrayPool<double>.Shared.Return(buffer);
    }
}
