using System.Buffers;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Zero-phase filtering: once forward, once backward, so that waves keep their place and the gain is squared.</summary>
/// <remarks>
/// The ends are continued, by default by an odd mirror image (Gustafsson, "Determining the initial states in forward-backward filtering", 1996,
/// names the choices), and each pass begins in the steady state of its first sample. Equal to <c>scipy.signal.sosfiltfilt</c> and, for
/// transfer functions, <c>scipy.signal.filtfilt</c>. A NaN spreads over the whole result: fill gaps first.
/// </remarks>
public static class FiltFilt
{
    private delegate void Pass(double level, Span<double> samples);

    /// <summary>Samples that are added at each end unless told otherwise; a signal must be longer than this.</summary>
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

    /// <summary>Samples that are added at each end unless told otherwise; a signal must be longer than this.</summary>
    /// <param name="function">The coefficients.</param>
    /// <returns>Three times the filter's number of taps.</returns>
    public static int PadLength(TransferFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return 3 * (function.Order + 1);
    }

    /// <summary>Filters a signal without delay.</summary>
    /// <param name="sections">The coefficients.</param>
    /// <param name="source">The signal, longer than the padding.</param>
    /// <param name="padding">How the ends are continued; default odd.</param>
    /// <param name="padLength">Samples added at each end; default <see cref="PadLength(SecondOrderSections)"/>.</param>
    /// <returns>The filtered signal, of the same length.</returns>
    /// <exception cref="ArgumentException">The signal is too short to continue its ends, or the padding is negative.</exception>
    public static double[] Apply(SecondOrderSections sections, ReadOnlySpan<double> source, EdgePadding padding = EdgePadding.Odd, int? padLength = null)
    {
        double[] result = new double[source.Length];
        Apply(sections, source, result, padding, padLength);
        return result;
    }

    /// <summary>Filters a signal without delay into given memory.</summary>
    /// <param name="sections">The coefficients.</param>
    /// <param name="source">The signal, longer than the padding.</param>
    /// <param name="destination">As long as <paramref name="source"/>; may be the same memory.</param>
    /// <param name="padding">How the ends are continued; default odd.</param>
    /// <param name="padLength">Samples added at each end; default <see cref="PadLength(SecondOrderSections)"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, the signal is too short to continue its ends, or the padding is negative.</exception>
    public static void Apply(SecondOrderSections sections, ReadOnlySpan<double> source, Span<double> destination, EdgePadding padding = EdgePadding.Odd, int? padLength = null)
    {
        int pad = padLength ?? PadLength(sections);
        var filter = new SosFilter(sections);
        Run(source, destination, padding, pad, (level, samples) =>
        {
            filter.ResetTo(level);
            filter.Process(samples, samples);
        });
    }

    /// <summary>Filters a signal without delay.</summary>
    /// <param name="function">The coefficients.</param>
    /// <param name="source">The signal, longer than the padding.</param>
    /// <param name="padding">How the ends are continued; default odd.</param>
    /// <param name="padLength">Samples added at each end; default <see cref="PadLength(TransferFunction)"/>.</param>
    /// <returns>The filtered signal, of the same length.</returns>
    /// <exception cref="ArgumentException">The signal is too short to continue its ends, or the padding is negative.</exception>
    public static double[] Apply(TransferFunction function, ReadOnlySpan<double> source, EdgePadding padding = EdgePadding.Odd, int? padLength = null)
    {
        int pad = padLength ?? PadLength(function);
        double[] result = new double[source.Length];
        var filter = new LinearFilter(function);
        Run(source, result, padding, pad, (level, samples) =>
        {
            filter.ResetTo(level);
            filter.Process(samples, samples);
        });
        return result;
    }

    private static void Run(ReadOnlySpan<double> source, Span<double> destination, EdgePadding padding, int padLength, Pass pass)
    {
        if (source.Length != destination.Length)
        {
            throw new ArgumentException($"FiltFilt: the source has {source.Length} samples, the destination {destination.Length}; they must agree.", nameof(destination));
        }

        int pad = padding == EdgePadding.None ? 0 : padLength;
        if (pad < 0 || source.Length <= pad)
        {
            throw new ArgumentException($"FiltFilt: the signal has {source.Length} samples, but this filter needs more than {pad}, which must not be negative.", nameof(source));
        }

        int n = source.Length;
        double[] buffer = ArrayPool<double>.Shared.Rent(n + (2 * pad));
        Span<double> extended = buffer.AsSpan(0, n + (2 * pad));
        Extend(source, extended, padding, pad);
        for (int turn = 0; turn < 2; turn++)
        {
            pass(extended[0], extended);
            extended.Reverse();
        }

        extended.Slice(pad, n).CopyTo(destination);
        ArrayPool<double>.Shared.Return(buffer);
    }

    private static void Extend(ReadOnlySpan<double> source, Span<double> extended, EdgePadding padding, int pad)
    {
        int n = source.Length;
        (double first, double last) = (source[0], source[n - 1]);
        for (int i = 0; i < pad; i++)
        {
            (extended[i], extended[pad + n + i]) = padding switch
            {
                EdgePadding.Odd => ((2 * first) - source[pad - i], (2 * last) - source[n - 2 - i]),
                EdgePadding.Even => (source[pad - i], source[n - 2 - i]),
                _ => (first, last),
            };
        }

        source.CopyTo(extended[pad..]);
    }
}
