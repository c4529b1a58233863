namespace DeepHealth.Ecvl.Signals;

/// <summary>Marks stretches of EEG that are no brain activity.</summary>
/// <remarks>Amplitude and slope by limits, muscles as <c>mne.preprocessing.annotate_muscle_zscore</c>: envelope of the muscles' band, standardised by channel, summed
/// over the root of their number, smoothed below 4 Hz.</remarks>
public static class EegArtefacts
{
    /// <summary>Text of marks of great amplitude.</summary>
    public const string Amplitude = "amplitude";

    /// <summary>Text of marks of steep slopes.</summary>
    public const string Gradient = "gradient";

    /// <summary>Text of marks of muscles.</summary>
    public const string Muscle = "muscle";

    private const double SmoothHz = 4;

    /// <summary>Finds artefacts.</summary>
    /// <param name="channels">At least one channel, of one rate and length. Missing samples are no artefact by themselves.</param>
    /// <param name="options">Limits; null for defaults.</param>
    /// <returns>Marks by text, each in the order of time; those of one text do not overlap.</returns>
    /// <exception cref="ArgumentException">Channels differ in rate or length, or there is none.</exception>
    public static IReadOnlyList<SignalAnnotation> Find(IReadOnlyList<Signal> channels, EegArtefactOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count);
        options ??= new EegArtefactOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.MarginSeconds);
        int length = channels[0].Samples.Length;
        double rateHz = channels[0].RateHz;
        bool[] high = new bool[length];
        bool[] steep = new bool[length];
        foreach (Signal channel in channels)
        {
            if (channel.RateHz != rateHz || channel.Samples.Length != length)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"EegArtefacts: \"{channel.Label}\" has {channel.Samples.Length} samples at {channel.RateHz} Hz, \"{channels[0].Label}\" {length} at {rateHz} Hz; they must agree."), nameof(channels));
            }

            double median = Median(channel.Samples);
            double step = options.MostGradient * 1000 / rateHz;
            for (int i = 0; i < length; i++)
            {
                high[i] |= Math.Abs(channel.Samples[i] - median) > options.MostAmplitude;
                steep[i] |= i > 0 && Math.Abs(channel.Samples[i] - channel.Samples[i - 1]) > step;
            }
        }

        List<SignalAnnotation> marks = [];
        Mark(marks, high, rateHz, options.MarginSeconds, Amplitude);
        Mark(marks, steep, rateHz, options.MarginSeconds, Gradient);
        if (rateHz / 2 > 1.1 * options.MuscleLowHz)
        {
            double[] activity = MuscleActivity(channels, options.MuscleLowHz, options.MuscleHighHz);
            Mark(marks, Array.ConvertAll(activity, value => value > options.MostMuscle), rateHz, options.MarginSeconds, Muscle);
        }

        return marks;
    }

    /// <summary>Activity of muscles by time, in standard deviations.</summary>
    /// <param name="channels">At least one channel, of one rate and length. Missing samples are interpolated.</param>
    /// <param name="lowHz">Lowest frequency, above 0.</param>
    /// <param name="highHz">Highest frequency; at most 0.45 of the rate is used.</param>
    public static double[] MuscleActivity(IReadOnlyList<Signal> channels, double lowHz, double highHz)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count);
        double rateHz = channels[0].RateHz;
        double[] sum = new double[channels[0].Samples.Length];
        SecondOrderSections band = Butterworth.BandPass(4, lowHz, Math.Min(highHz, 0.45 * rateHz), rateHz);
        foreach (Signal channel in channels)
        {
            double[] samples = [.. channel.Samples];
            MissingSamples.Interpolate(samples);
            double[] envelope = Hilbert.Envelope(FiltFilt.Apply(band, samples));
            ZScore.Apply(envelope);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += envelope[i] / Math.Sqrt(channels.Count);
            }
        }

        return FiltFilt.Apply(Butterworth.LowPass(4, SmoothHz, rateHz), sum);
    }

    private static void Mark(List<SignalAnnotation> marks, bool[] isBad, double rateHz, double margin, string text)
    {
        double end = isBad.Length / rateHz;
        double from = double.NaN;
        double to = double.NegativeInfinity;
        for (int i = 0; i <= isBad.Length; i++)
        {
            if (i < isBad.Length && !isBad[i])
            {
                continue;
            }

            double start = i < isBad.Length ? Math.Max((i / rateHz) - margin, 0) : double.PositiveInfinity;
            if (start > to)
            {
                if (!double.IsNaN(from))
                {
                    marks.Add(new SignalAnnotation { OnsetSeconds = from, DurationSeconds = to - from, Text = text });
                }

                from = start;
            }

            to = Math.Min(((i + 1) / rateHz) + margin, end);
        }
    }

    private static double Median(double[] samples)
    {
        double[] present = Array.FindAll(samples, value => !double.IsNaN(value));
        Array.Sort(present);
        return present.Length == 0 ? 0 : (present[(present.Length - 1) / 2] + present[present.Length / 2]) / 2;
    }
}
