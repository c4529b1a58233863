using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

/// <summary>EEG against mne and scipy; see tests/Golden/physio/make_eeg.py.</summary>
public sealed class EegTests
{
    private const double RateHz = 256;
    private static readonly JsonElement s_golden = PhysioGolden.Load("eeg");
    private static readonly string[] s_names = ["EEG FP1-REF", "F7", "EEG T3-LE", "O1"];

    [Theory]
    [InlineData("EEG FP1-REF", "Fp1")]
    [InlineData("EEG FPZ-LE", "Fpz")]
    [InlineData(" eeg cz-ref ", "Cz")]
    [InlineData("Fc5.", "FC5")]
    [InlineData("C3..", "C3")]
    [InlineData("EEG T3-T5", "T3-T5")]
    [InlineData("FP2-F8", "Fp2-F8")]
    [InlineData("EEG A1-REF", "A1")]
    [InlineData("POO9h", "POO9h")]
    [InlineData("EEG EKG1-REF", "EKG1")]
    [InlineData("PHOTIC-REF", "PHOTIC")]
    [InlineData("EEG 31-REF", "31")]
    [InlineData("", "")]
    public void Names_are_normalised(string label, string name)
    {
        Assert.Equal(name, EegChannels.Normalize(label));
        Assert.Equal(name, EegChannels.Normalize(name));
    }

    [Fact]
    public void Old_names_become_new_ones_on_request()
    {
        Assert.Equal(["T7", "T8", "P7", "P8", "T7-P7", "C3"], new[] { "EEG T3-REF", "T4", "T5", "t6", "T3-T5", "C3" }.Select(name => EegChannels.Normalize(name, modern: true)));
        Assert.True(EegChannels.IsElectrode("CP5") && !EegChannels.IsElectrode("EKG"));
    }

    [Fact]
    public void References_equal_mne()
    {
        Equal("average", EegReference.ToAverage(Channels()));
        Equal("reference", EegReference.ToChannels(Channels(), "T7"));
        IReadOnlyList<Signal> bipolar = EegReference.Bipolar(Channels(), [("Fp1", "F7"), ("F7", "T3")]);
        Assert.Equal(["Fp1-F7", "F7-T3"], bipolar.Select(channel => channel.Label));
        Equal("bipolar", bipolar);

        static void Equal(string field, IReadOnlyList<Signal> channels)
            => Golden.Equal(s_golden.Doubles(field), channels.SelectMany(channel => channel.Samples.Where((_, i) => i % 64 == 0)).ToArray(), 1e-9);
    }

    [Fact]
    public void The_banana_chains_end_where_the_potential_is_kept()
    {
        string[] names = ["Fp1", "Fp2", "F7", "F8", "F3", "F4", "Fz", "T7", "T8", "C3", "C4", "Cz", "P7", "P8", "P3", "P4", "Pz", "O1", "O2"];
        Signal[] channels = [.. names.Select((name, c) => new Signal($"EEG {name.ToUpperInvariant()}-REF", "uV", 100, [c * c, c + 1, double.NaN]))];
        IReadOnlyList<Signal> banana = EegReference.Bipolar(channels, EegReference.Banana);
        Assert.Equal(18, banana.Count);

        // A chain's differences add up to that of its ends.
        double Value(string name) => channels[Array.IndexOf(names, name)].Samples[0];
        for (int chain = 0; chain < 4; chain++)
        {
            string side = chain is 0 or 2 ? "1" : "2";
            Assert.Equal(Value("Fp" + side) - Value("O" + side), banana.Skip(4 * chain).Take(4).Sum(channel => channel.Samples[0]), 1e-9);
        }

        Assert.All(banana, channel => Assert.True(double.IsNaN(channel.Samples[2])));
        Assert.Equal("Cz-Pz", banana[^1].Label);
    }

    [Fact]
    public void Missing_samples_do_not_spread_over_the_average()
    {
        IReadOnlyList<Signal> result = EegReference.ToAverage([new Signal("C3", "uV", 1, [1, double.NaN]), new Signal("C4", "uV", 1, [3, 4])]);
        Assert.Equal([-1, double.NaN], result[0].Samples);
        Assert.Equal([1, 0], result[1].Samples);
    }

    [Fact]
    public void Band_power_equals_scipy()
    {
        EegBandPower power = EegBandPower.Of(Channels()[0].Samples, RateHz);
        Golden.Equal(s_golden.Doubles("absolute"), power.Absolute, 1e-9);
        Golden.Equal(s_golden.Doubles("relative"), power.Relative, 1e-9);
        Assert.Equal(["delta", "theta", "alpha", "beta", "gamma"], power.Bands.Select(band => band.Name));
    }

    [Fact]
    public void A_sine_lies_in_its_band_with_half_its_square()
    {
        double[] sine = [.. Enumerable.Range(0, 2560).Select(i => 20 * Math.Sin(2 * Math.PI * 10 * i / RateHz))];
        EegBandPower power = EegBandPower.Of(sine, RateHz);
        Assert.Equal(200, power.Absolute[2], 1);
        Assert.True(power.Relative[2] > 0.999);
    }

    [Fact]
    public void Bad_calls_name_both_sides()
    {
        Refused(() => EegReference.Bipolar(Channels(), [("Fp1", "Pz")]), "Pz", "Fp1, F7, T7, O1");
        Refused(() => EegReference.ToChannels(Channels(), "A1"), "A1");
        Refused(() => EegReference.ToAverage([new Signal("a", "uV", 1, [1]), new Signal("b", "mV", 1, [1])]), "uV", "mV");
        Refused(() => EegReference.ToAverage([]), "channels");
        Refused(() => EegBandPower.Of(new double[100], 80), "gamma", "40 Hz");
        Refused(() => EegBandPower.Of(new double[100], 256, [new EegBand("x", 5, 5)]), "x", "5");
    }

    /// <summary>The formula of the script.</summary>
    internal static Signal[] Channels()
    {
        var channels = new Signal[4];
        for (int c = 0; c < 4; c++)
        {
            double[] samples = new double[4096];
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] = ((20 + (3 * c)) * Math.Sin((2 * Math.PI * (9.5 + c) * n / RateHz) + c)) + (30 * Math.Sin((2 * Math.PI * 2.3 * n / RateHz) + (2 * c)))
                    + (8 * Math.Sin((Math.Pow(n, 1.5) / 17.0) + c)) + (5 * Math.Cos(n * (0.7 + c) % 5.3));
            }

            channels[c] = new Signal(s_names[c], "uV", RateHz, samples);
        }

        return channels;
    }

    private static void Refused(Func<object?> action, params string[] shown)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(shown, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }
}
