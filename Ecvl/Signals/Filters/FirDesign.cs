namespace DeepHealth.Ecvl.Signals;

/// <summary>Designs FIR filters with linear phase: the ideal response, cut short by a window.</summary>
/// <remarks>
/// Oppenheim and Schafer 2010, section 7.5. Equal to <c>scipy.signal.firwin</c>. The delay is <c>(taps − 1) / 2</c> samples. The window is given
/// by its samples (see <see cref="WindowFunctions"/>); without one it is a symmetric Hamming window. A filter that passes half the rate needs
/// an odd number of taps. The gain is 1 at the middle of the first pass band (at 0 Hz or half the rate where the band touches it).
/// </remarks>
public static class FirDesign
{
    /// <summary>Passes frequencies below the cut-off.</summary>
    /// <param name="taps">Length of the filter, at least 1.</param>
    /// <param name="cutoffHz">Half-amplitude frequency, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="window">As long as the filter; default Hamming.</param>
    /// <exception cref="ArgumentException">Length, frequency or window does not fit.</exception>
    public static double[] LowPass(int taps, double cutoffHz, double rateHz, ReadOnlySpan<double> window = default) =>
        MultiBand(taps, [cutoffHz], true, rateHz, window);

    /// <summary>Passes frequencies above the cut-off.</summary>
    /// <param name="taps">Length of the filter, odd.</param>
    /// <param name="cutoffHz">Half-amplitude frequency, above 0 and below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="window">As long as the filter; default Hamming.</param>
    /// <exception cref="ArgumentException">Length, frequency or window does not fit.</exception>
    public static double[] HighPass(int taps, double cutoffHz, double rateHz, ReadOnlySpan<double> window = default) =>
        MultiBand(taps, [cutoffHz], false, rateHz, window);

    /// <summary>Passes frequencies between two cut-offs.</summary>
    /// <param name="taps">Length of the filter, at least 1.</param>
    /// <param name="lowHz">Lower half-amplitude frequency, above 0.</param>
    /// <param name="highHz">Upper half-amplitude frequency, below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="window">As long as the filter; default Hamming.</param>
    /// <exception cref="ArgumentException">Length, frequency or window does not fit.</exception>
    public static double[] BandPass(int taps, double lowHz, double highHz, double rateHz, ReadOnlySpan<double> window = default) =>
        MultiBand(taps, [lowHz, highHz], false, rateHz, window);

    /// <summary>Removes frequencies between two cut-offs.</summary>
    /// <param name="taps">Length of the filter, odd.</param>
    /// <param name="lowHz">Lower half-amplitude frequency, above 0.</param>
    /// <param name="highHz">Upper half-amplitude frequency, below half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="window">As long as the filter; default Hamming.</param>
    /// <exception cref="ArgumentException">Length, frequency or window does not fit.</exception>
    public static double[] BandStop(int taps, double lowHz, double highHz, double rateHz, ReadOnlySpan<double> window = default) =>
        MultiBand(taps, [lowHz, highHz], true, rateHz, window);

    /// <summary>Passes and removes bands in turn.</summary>
    /// <param name="taps">Length of the filter, at least 1; odd where the last band, up to half the rate, is passed.</param>
    /// <param name="cutoffsHz">Rising half-amplitude frequencies between the bands, above 0 and below half the rate.</param>
    /// <param name="passZero">Whether the first band, from 0 Hz, is passed.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="window">As long as the filter; default Hamming.</param>
    /// <exception cref="ArgumentException">Length, frequency or window does not fit.</exception>
    public static double[] MultiBand(int taps, ReadOnlySpan<double> cutoffsHz, bool passZero, double rateHz, ReadOnlySpan<double> window = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(taps, 1);
        CheckCutoffs(cutoffsHz, rateHz);
        bool passHalfRate = int.IsOddInteger(cutoffsHz.Length) != passZero;
        if (passHalfRate && int.IsEvenInteger(taps))
        {
            throw new ArgumentException($"FirDesign: a filter of {taps} taps has gain 0 at half the rate, but that band is to be passed; take {taps + 1} taps.", nameof(taps));
        }

        ReadOnlySpan<double> shape = Window(taps, window);
        double[] edges = [.. passZero ? (double[])[0] : [], .. cutoffsHz, .. passHalfRate ? (double[])[rateHz / 2] : []];
        double[] filter = new double[taps];
        for (int i = 0; i < taps; i++)
        {
            double m = i - ((taps - 1) / 2.0);
            double sum = 0;
            for (int e = 0; e < edges.Length; e++)
            {
                double edge = 2 * edges[e] / rateHz;
                double x = Math.PI * edge * m;
                sum += (int.IsOddInteger(e) ? edge : -edge) * (x == 0 ? 1 : Math.Sin(x) / x);
            }

            filter[i] = sum * shape[i];
        }

        double unity = edges[0] == 0 ? 0 : edges[1] == rateHz / 2 ? 1 : (edges[0] + edges[1]) / rateHz;
        double gain = 0;
        for (int i = 0; i < taps; i++)
        {
            gain += filter[i] * Math.Cos(Math.PI * (i - ((taps - 1) / 2.0)) * unity);
        }

        for (int i = 0; i < taps; i++)
        {
            filter[i] /= gain;
        }

        return filter;
    }

    /// <summary>Length and β of the Kaiser window that meets an attenuation and a transition width (Kaiser 1974; <c>scipy.signal.kaiserord</c>).</summary>
    /// <param name="attenuationDb">Attenuation of the stop band and, as a ripple, of the pass band: at least 8 dB.</param>
    /// <param name="widthHz">Width of the transition, above 0 and at most half the rate.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static (int Taps, double Beta) Kaiser(double attenuationDb, double widthHz, double rateHz)
    {
        if (!(attenuationDb >= 8 && attenuationDb < 300) || !(rateHz > 0) || !(widthHz > rateHz * 1e-6) || !(widthHz <= rateHz / 2))
        {
            throw new ArgumentOutOfRangeException(nameof(attenuationDb), FormattableString.Invariant(
                $"FirDesign.Kaiser: the attenuation is {attenuationDb} dB, the width {widthHz} Hz at {rateHz} Hz; they must be 8 to 300 dB and above 1e-6 of the rate and up to half of it."));
        }

        double taps = ((attenuationDb - 7.95) / 2.285 / (Math.PI * 2 * widthHz / rateHz)) + 1;
        return ((int)Math.Ceiling(taps), KaiserBeta(attenuationDb));
    }

    /// <summary>β of the Kaiser window for an attenuation (Kaiser 1974).</summary>
    /// <param name="attenuationDb">Attenuation in dB; at most 21 gives a rectangle, β = 0.</param>
    public static double KaiserBeta(double attenuationDb) => attenuationDb switch
    {
        > 50 => 0.1102 * (attenuationDb - 8.7),
        > 21 => (0.5842 * Math.Pow(attenuationDb - 21, 0.4)) + (0.07886 * (attenuationDb - 21)),
        _ => 0,
    };

    private static ReadOnlySpan<double> Window(int taps, ReadOnlySpan<double> window)
    {
        if (window.IsEmpty)
        {
            return WindowFunctions.Hamming(taps);
        }

        return window.Length == taps
            ? window
            : throw new ArgumentException($"FirDesign: the window has {window.Length} samples, the filter {taps} taps; they must agree.", nameof(window));
    }

    private static void CheckCutoffs(ReadOnlySpan<double> cutoffsHz, double rateHz)
    {
        if (cutoffsHz.IsEmpty || !(rateHz > 0) || double.IsInfinity(rateHz))
        {
            throw new ArgumentException(FormattableString.Invariant($"FirDesign: there are {cutoffsHz.Length} cut-offs at a sampling rate of {rateHz} Hz; at least 1 and a rate above 0 are needed."), nameof(cutoffsHz));
        }

        double last = 0;
        foreach (double hz in cutoffsHz)
        {
            if (!(hz > last) || !(hz < rateHz / 2))
            {
                throw new ArgumentOutOfRangeException(nameof(cutoffsHz), FormattableString.Invariant(
                    $"FirDesign: the cut-off {hz} Hz must be above {last} Hz and below half the sampling rate of {rateHz} Hz."));
            }

            last = hz;
        }
    }
}
