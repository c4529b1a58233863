namespace DeepHealth.Ecvl.Signals;

/// <summary>Refers EEG channels to something else than the electrode they were recorded against.</summary>
/// <remarks>Channels are found by <see cref="EegChannels.Normalize"/>, so that <c>Fp1</c> finds <c>EEG FP1-REF</c>. A NaN in a channel makes its differences NaN.</remarks>
public static class EegReference
{
    /// <summary>Pairs of the longitudinal bipolar montage ("double banana") in the naming of the 10-20 system: left and right temporal and parasagittal chains, then the midline.</summary>
    public static IReadOnlyList<(string First, string Second)> Banana { get; } =
    [
        ("Fp1", "F7"), ("F7", "T3"), ("T3", "T5"), ("T5", "O1"),
        ("Fp2", "F8"), ("F8", "T4"), ("T4", "T6"), ("T6", "O2"),
        ("Fp1", "F3"), ("F3", "C3"), ("C3", "P3"), ("P3", "O1"),
        ("Fp2", "F4"), ("F4", "C4"), ("C4", "P4"), ("P4", "O2"),
        ("Fz", "Cz"), ("Cz", "Pz"),
    ];

    /// <summary>Subtracts the mean of all channels, sample by sample; channels where a sample is missing do not count in it.</summary>
    /// <param name="channels">At least one channel, of one rate, length and unit.</param>
    /// <returns>New channels with the same labels.</returns>
    /// <exception cref="ArgumentException">Channels differ in rate, length or unit, or there is none.</exception>
    public static IReadOnlyList<Signal> ToAverage(IReadOnlyList<Signal> channels)
    {
        CheckAlike(nameof(ToAverage), channels);
        int length = channels[0].Samples.Length;
        double[] mean = new double[length];
        int[] present = new int[length];
        foreach (Signal channel in channels)
        {
            ReadOnlySpan<double> samples = channel.Samples;
            for (int i = 0; i < length; i++)
            {
                bool isThere = !double.IsNaN(samples[i]);
                mean[i] += isThere ? samples[i] : 0;
                present[i] += isThere ? 1 : 0;
            }
        }

        for (int i = 0; i < length; i++)
        {
            mean[i] /= present[i];
        }

        return [.. channels.Select(channel => Difference(channel, mean, channel.Label))];
    }

    /// <summary>Subtracts channels' mean, such as one electrode or both mastoids; these channels remain, referred to it themselves.</summary>
    /// <param name="channels">Channels of one rate, length and unit.</param>
    /// <param name="references">Names of the reference channels, at least one.</param>
    /// <returns>New channels with the same labels.</returns>
    /// <exception cref="ArgumentException">A reference is not there, or channels differ in rate, length or unit.</exception>
    public static IReadOnlyList<Signal> ToChannels(IReadOnlyList<Signal> channels, params IReadOnlyList<string> references)
    {
        CheckAlike(nameof(ToChannels), channels);
        ArgumentOutOfRangeException.ThrowIfZero(references.Count);
        Dictionary<string, Signal> byName = ByName(channels);
        double[] mean = new double[channels[0].Samples.Length];
        foreach (string reference in references)
        {
            ReadOnlySpan<double> samples = Find(nameof(ToChannels), byName, reference).Samples;
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += samples[i] / references.Count;
            }
        }

        return [.. channels.Select(channel => Difference(channel, mean, channel.Label))];
    }

    /// <summary>Differences of pairs of electrodes.</summary>
    /// <param name="channels">Channels of one rate, length and unit, against any common reference.</param>
    /// <param name="pairs">Pairs such as those of <see cref="Banana"/>. T3 and T7, T4 and T8, T5 and P7, T6 and P8 are the same.</param>
    /// <returns>One channel per pair, named as <c>Fp1-F7</c>.</returns>
    /// <exception cref="ArgumentException">An electrode is not there, or channels differ in rate, length or unit.</exception>
    public static IReadOnlyList<Signal> Bipolar(IReadOnlyList<Signal> channels, IReadOnlyList<(string First, string Second)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        CheckAlike(nameof(Bipolar), channels);
        Dictionary<string, Signal> byName = ByName(channels);
        List<Signal> result = new(pairs.Count);
        foreach ((string first, string second) in pairs)
        {
            Signal minuend = Find(nameof(Bipolar), byName, first);
            result.Add(Difference(minuend, Find(nameof(Bipolar), byName, second).Samples, $"{first}-{second}"));
        }

        return result;
    }

    private static Dictionary<string, Signal> ByName(IReadOnlyList<Signal> channels)
    {
        Dictionary<string, Signal> byName = new(StringComparer.Ordinal);
        foreach (Signal channel in channels)
        {
            byName.TryAdd(EegChannels.Normalize(channel.Label, modern: true), channel);
        }

        return byName;
    }

    private static Signal Find(string what, Dictionary<string, Signal> byName, string name)
        => byName.TryGetValue(EegChannels.Normalize(name, modern: true), out Signal? channel)
            ? channel
            : throw new ArgumentException($"EegReference.{what}: there is no channel {name} among {string.Join(", ", byName.Keys)}.", nameof(name));

    private static Signal Difference(Signal channel, ReadOnlySpan<double> reference, string label)
    {
        double[] samples = new double[reference.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = channel.Samples[i] - reference[i];
        }

        return new Signal(label, channel.Unit, channel.RateHz, samples);
    }

    private static void CheckAlike(string what, IReadOnlyList<Signal> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count);
        Signal first = channels[0];
        foreach (Signal channel in channels)
        {
            if (channel.RateHz != first.RateHz || channel.Samples.Length != first.Samples.Length || channel.Unit != first.Unit)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"EegReference.{what}: \"{channel.Label}\" has {channel.Samples.Length} samples at {channel.RateHz} Hz in \"{channel.Unit}\", \"{first.Label}\" {first.Samples.Length} at {first.RateHz} Hz in \"{first.Unit}\"; they must agree."), nameof(channels));
            }
        }
    }
}
