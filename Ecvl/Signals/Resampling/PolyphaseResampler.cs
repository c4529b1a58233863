namespace DeepHealth.Ecvl.Signals;

/// <summary>Changes the sampling rate by a fraction, with a linear-phase low-pass against aliases.</summary>
/// <remarks>
/// The signal is thought to be stuffed with <c>Up − 1</c> zeros after each sample, filtered, and thinned to every <c>Down</c>-th sample; only the
/// products that are not zero are computed (Crochiere and Rabiner, "Multirate Digital Signal Processing", 1983, section 3.3). The filter is a
/// sinc with cut-off at the lower of the two half rates, <c>20 · max(Up, Down) + 1</c> taps under a Kaiser window with β = 5. Outside the
/// signal it sees zeros. Equal to <c>scipy.signal.resample_poly</c> with its defaults. Immutable: may be shared by threads.
/// </remarks>
public sealed class PolyphaseResampler
{
    private const double KaiserBeta = 5;
    private const int HalfLobes = 10;

    /// <summary>Taps by phase: <c>[Up × TapsPerPhase]</c>, each phase in the order in which it meets falling input samples.</summary>
    private readonly double[] _phases;

    private readonly int _tapsPerPhase;
    private readonly int _half;

    /// <summary>Designs the filter.</summary>
    /// <param name="up">Factor of the rate, at least 1.</param>
    /// <param name="down">Divisor of the rate, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is below 1, or above <see cref="RationalRate.MaxFactor"/> in lowest terms.</exception>
    public PolyphaseResampler(int up, int down)
    {
        if (up < 1 || down < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(up), $"PolyphaseResampler: the factors are {up} / {down}; both must be at least 1.");
        }

        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(up, down);
        Up = up / divisor;
        Down = down / divisor;
        if (Math.Max(Up, Down) > RationalRate.MaxFactor)
        {
            throw new ArgumentOutOfRangeException(nameof(up), $"PolyphaseResampler: the factors are {Up} / {Down} in lowest terms; neither may be above {RationalRate.MaxFactor}.");
        }

        _half = HalfLobes * Math.Max(Up, Down);
        double[] taps = LowPass(_half, 1.0 / Math.Max(Up, Down), Up);
        _tapsPerPhase = (taps.Length + Up - 1) / Up;
        _phases = new double[Up * _tapsPerPhase];
        for (int i = 0; i < taps.Length; i++)
        {
            _phases[(i % Up * _tapsPerPhase) + (i / Up)] = taps[i];
        }
    }

    /// <summary>Factor of the rate, in lowest terms.</summary>
    public int Up { get; }

    /// <summary>Divisor of the rate, in lowest terms.</summary>
    public int Down { get; }

    /// <summary>Resamples a signal from one rate to another.</summary>
    /// <param name="source">The signal.</param>
    /// <param name="fromHz">Its rate.</param>
    /// <param name="toHz">The rate wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rates are in no ratio of integers that <see cref="RationalRate"/> finds.</exception>
    public static double[] Resample(ReadOnlySpan<double> source, double fromHz, double toHz)
    {
        RationalRate rate = RationalRate.Between(fromHz, toHz);
        return new PolyphaseResampler(rate.Up, rate.Down).Apply(source);
    }

    /// <summary>Samples that <paramref name="sourceLength"/> samples become: <c>⌈sourceLength · Up / Down⌉</c>.</summary>
    /// <param name="sourceLength">Length of the source.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result would be longer than an array can be.</exception>
    public int LengthOf(int sourceLength)
    {
        long length = (((long)sourceLength * Up) + Down - 1) / Down;
        return length <= Array.MaxLength
            ? (int)length
            : throw new ArgumentOutOfRangeException(nameof(sourceLength), $"PolyphaseResampler: {sourceLength} samples · {Up} / {Down} are more than an array holds ({Array.MaxLength}).");
    }

    /// <summary>Resamples a signal.</summary>
    /// <param name="source">The signal. A NaN spreads over 10 samples of the lower rate to each side: fill gaps first.</param>
    /// <returns>The signal at the new rate; the first sample stands at the same time as the source's first.</returns>
    public double[] Apply(ReadOnlySpan<double> source)
    {
        double[] result = new double[LengthOf(source.Length)];
        for (int m = 0; m < result.Length; m++)
        {
            result[m] = Sample(source, 0, m);
        }

        return result;
    }

    /// <summary>Input samples that an output sample is made of, at most.</summary>
    internal int TapsPerPhase => _tapsPerPhase;

    /// <summary>The newest input sample that an output sample sees.</summary>
    internal long Newest(long output) => ((output * Down) + _half) / Up;

    /// <summary>One output sample: <c>y[m] = Σ h[m Down + half − k Up] x[k]</c> over the input at hand.</summary>
    /// <param name="source">A stretch of the input.</param>
    /// <param name="first">Position of its first sample in the input.</param>
    /// <param name="output">Position m of the output sample.</param>
    internal double Sample(ReadOnlySpan<double> source, long first, long output)
    {
        if (Up == Down)
        {
            return source[(int)(output - first)];
        }

        // The newest k is the quotient, the phase the remainder.
        (long newest, long phase) = Math.DivRem((output * Down) + _half, Up);
        newest -= first;
        int from = (int)Math.Max(0, newest - source.Length + 1);
        int to = (int)Math.Min(_tapsPerPhase - 1, newest);
        ReadOnlySpan<double> taps = _phases.AsSpan((int)phase * _tapsPerPhase, _tapsPerPhase);
        double sum = 0;
        for (int j = from; j <= to; j++)
        {
            sum += taps[j] * source[(int)newest - j];
        }

        return sum;
    }

    // Windowed sinc, scaled to gain 1 at 0 Hz, then times up for the stuffed zeros.
    private static double[] LowPass(int half, double cutoff, int up)
    {
        double[] taps = WindowFunctions.Kaiser((2 * half) + 1, KaiserBeta);
        double sum = 0;
        for (int i = 0; i < taps.Length; i++)
        {
            double x = Math.PI * cutoff * (i - half);
            taps[i] *= x == 0 ? 1 : Math.Sin(x) / x;
            sum += taps[i];
        }

        for (int i = 0; i < taps.Length; i++)
        {
            taps[i] *= up / sum;
        }

        return taps;
    }
}
