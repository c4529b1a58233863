namespace DeepHealth.Ecvl.Signals;

/// <summary>Stretches around events, such as stimuli, and what they have in common.</summary>
/// <remarks>As <c>mne.Epochs</c>: an epoch holds the samples from <c>round(start · rate)</c> to <c>round(end · rate)</c> about its event; limits hold for the samples
/// after baseline removal.</remarks>
public sealed class Epochs
{
    private Epochs(IReadOnlyList<string> labels, int length, IReadOnlyList<Epoch> kept, IReadOnlyList<RefusedEpoch> refused)
    {
        Labels = labels;
        SampleCount = length;
        Kept = kept;
        Refused = refused;
    }

    /// <summary>Labels of the channels.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Samples of an epoch.</summary>
    public int SampleCount { get; }

    /// <summary>Epochs in the order of events.</summary>
    public IReadOnlyList<Epoch> Kept { get; }

    /// <summary>Epochs that were left out, with reasons.</summary>
    public IReadOnlyList<RefusedEpoch> Refused { get; }

    /// <summary>Cuts epochs.</summary>
    /// <param name="channels">At least one channel, of one rate and length.</param>
    /// <param name="eventSeconds">Times of events from the first sample.</param>
    /// <param name="options">Length, baseline and limits.</param>
    /// <exception cref="ArgumentException">Channels differ, or the baseline lies outside the epoch.</exception>
    public static Epochs Cut(IReadOnlyList<Signal> channels, ReadOnlySpan<double> eventSeconds, EpochOptions options)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(options);
        Check(channels);
        double rateHz = channels[0].RateHz;
        int first = Round(options.StartSeconds * rateHz);
        int length = Round(options.EndSeconds * rateHz) - first + 1;
        Range? baseline = Baseline(options, rateHz, first, length);
        List<Epoch> kept = [];
        List<RefusedEpoch> refused = [];
        List<string> faulty = [];
        for (int e = 0; e < eventSeconds.Length; e++)
        {
            double at = Math.Round(eventSeconds[e] * rateHz) + first;
            if (!(at >= 0 && at + length <= channels[0].Samples.Length))
            {
                refused.Add(new RefusedEpoch(e, EpochReasons.OutOfRange, []));
                continue;
            }

            double[][] samples = new double[channels.Count][];
            EpochReasons reasons = EpochReasons.None;
            faulty.Clear();
            for (int c = 0; c < samples.Length; c++)
            {
                samples[c] = channels[c].Samples.AsSpan((int)at, length).ToArray();
                EpochReasons fault = Judge(samples[c], baseline, options);
                reasons |= fault;
                if (fault != EpochReasons.None)
                {
                    faulty.Add(channels[c].Label);
                }
            }

            if (reasons == EpochReasons.None)
            {
                kept.Add(new Epoch(e, samples));
            }
            else
            {
                refused.Add(new RefusedEpoch(e, reasons, [.. faulty]));
            }
        }

        return new Epochs([.. channels.Select(channel => channel.Label)], length, kept, refused);
    }

    /// <summary>Mean of the kept epochs by channel: the evoked response.</summary>
    /// <exception cref="InvalidOperationException">No epoch was kept.</exception>
    public double[][] Average()
    {
        if (Kept.Count == 0)
        {
            throw new InvalidOperationException($"Epochs.Average: none of {Refused.Count} epochs was kept; see Refused for the reasons.");
        }

        double[][] average = new double[Labels.Count][];
        for (int c = 0; c < average.Length; c++)
        {
            double[] sum = average[c] = new double[SampleCount];
            foreach (Epoch epoch in Kept)
            {
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += epoch.Samples[c][i];
                }
            }

            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] /= Kept.Count;
            }
        }

        return average;
    }

    private static EpochReasons Judge(double[] samples, Range? baseline, EpochOptions options)
    {
        double level = 0;
        if (baseline is Range range)
        {
            foreach (double x in samples.AsSpan(range))
            {
                level += x;
            }

            level /= samples.AsSpan(range).Length;
        }

        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int i = 0; i < samples.Length; i++)
        {
            if (!double.IsFinite(samples[i]))
            {
                return EpochReasons.Missing;
            }

            samples[i] -= level;
            low = Math.Min(low, samples[i]);
            high = Math.Max(high, samples[i]);
        }

        return high - low > options.MostPeakToPeak ? EpochReasons.PeakToPeak
            : high - low < options.LeastPeakToPeak ? EpochReasons.Flat
            : EpochReasons.None;
    }

    private static Range? Baseline(EpochOptions options, double rateHz, int first, int length)
    {
        if (options.Baseline is not (double startSeconds, double endSeconds))
        {
            return null;
        }

        // The samples whose time lies in the stretch; a little is allowed for rounding.
        int start = (int)Math.Ceiling((startSeconds * rateHz) - 1e-6) - first;
        int end = (int)Math.Floor((endSeconds * rateHz) + 1e-6) - first + 1;
        return start >= 0 && end > start && end <= length
            ? start..end
            : throw new ArgumentException(FormattableString.Invariant(
                $"Epochs: the baseline from {startSeconds} to {endSeconds} s does not lie in an epoch from {options.StartSeconds} to {options.EndSeconds} s."), nameof(options));
    }

    private static int Round(double samples) => checked((int)Math.Round(samples));

    private static void Check(IReadOnlyList<Signal> channels)
    {
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count);
        foreach (Signal channel in channels)
        {
            if (channel.RateHz != channels[0].RateHz || channel.Samples.Length != channels[0].Samples.Length)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Epochs: \"{channel.Label}\" has {channel.Samples.Length} samples at {channel.RateHz} Hz, \"{channels[0].Label}\" {channels[0].Samples.Length} at {channels[0].RateHz} Hz; they must agree."), nameof(channels));
            }
        }
    }
}
