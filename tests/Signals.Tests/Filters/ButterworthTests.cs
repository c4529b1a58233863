using System.Globalization;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Filters;

public sealed class ButterworthTests
{
    public static TheoryData<string, int, double[], double> Designs { get; } = new()
    {
        { "low", 1, [40], 300 }, { "low", 2, [40], 300 }, { "low", 3, [40], 300 }, { "low", 4, [15], 360 }, { "low", 5, [40], 300 }, { "low", 8, [40], 300 },
        { "high", 1, [0.5], 300 }, { "high", 2, [0.5], 300 }, { "high", 3, [0.5], 360 }, { "high", 5, [5], 500 }, { "high", 6, [100], 250 },
        { "bandpass", 1, [5, 15], 360 }, { "bandpass", 2, [0.5, 40], 300 }, { "bandpass", 3, [5, 15], 360 }, { "bandpass", 4, [0.5, 40], 300 },
        { "bandpass", 5, [1, 100], 500 }, { "bandpass", 3, [1, 140], 300 },
        { "bandstop", 1, [49, 51], 500 }, { "bandstop", 2, [48, 52], 360 }, { "bandstop", 3, [58, 62], 250 }, { "bandstop", 4, [10, 100], 300 },
        { "bandstop", 3, [1, 140], 300 },
    };

    [Theory]
    [MemberData(nameof(Designs))]
    public void Sections_and_outputs_equal_scipy(string kind, int order, double[] hz, double rate)
    {
        double[] input = Golden.Load("input");
        SecondOrderSections sections = Design(kind, order, hz, rate);
        string name = string.Join('_', [kind, $"{order}", .. hz.Select(f => f.ToString(CultureInfo.InvariantCulture)), rate.ToString(CultureInfo.InvariantCulture)]);
        ReadOnlySpan<double> golden = Golden.Load("butter_" + name);

        int outputStart = sections.Coefficients.Length;
        Golden.Equal(golden[..outputStart], sections.Coefficients);
        Golden.Equal(golden[outputStart..^input.Length], SosFilter.Apply(sections, input));
        Golden.Equal(golden[^input.Length..], FiltFilt.Apply(sections, input));
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void In_its_steady_state_a_filter_answers_a_constant_with_its_gain_at_zero(string kind, int order, double[] hz, double rate)
    {
        SecondOrderSections sections = Design(kind, order, hz, rate);
        var filter = new SosFilter(sections);
        filter.ResetTo(1);
        double[] answer = new double[20];
        filter.Process(Enumerable.Repeat(1.0, 20).ToArray(), answer);
        double gain = sections.FrequencyResponse(0, rate).Real;
        Assert.All(answer, y => Assert.Equal(gain, y, 1e-9));
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void The_gain_is_minus_three_decibels_at_every_cutoff(string kind, int order, double[] hz, double rate)
    {
        SecondOrderSections sections = Design(kind, order, hz, rate);
        Assert.All(hz, f => Assert.Equal(Math.Sqrt(0.5), sections.FrequencyResponse(f, rate).Magnitude, 1e-9));
    }

    [Theory]
    [InlineData(0, 40, 300, "0")]
    [InlineData(25, 40, 300, "25")]
    [InlineData(4, 0, 300, "0 Hz")]
    [InlineData(4, 150, 300, "150 Hz")]
    [InlineData(4, double.NaN, 300, "NaN Hz")]
    [InlineData(4, 40, 0, "0 Hz")]
    public void A_wrong_order_or_frequency_is_refused_with_its_value(int order, double hz, double rate, string shown)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.LowPass(order, hz, rate));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_band_upside_down_is_refused_with_both_values()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.BandPass(2, 40, 0.5, 300));
        Assert.Contains("40 Hz", error.Message, StringComparison.Ordinal);
        Assert.Contains("0.5 Hz", error.Message, StringComparison.Ordinal);
    }

    private static SecondOrderSections Design(string kind, int order, double[] hz, double rate) => kind switch
    {
        "low" => Butterworth.LowPass(order, hz[0], rate),
        "high" => Butterworth.HighPass(order, hz[0], rate),
        "bandpass" => Butterworth.BandPass(order, hz[0], hz[1], rate),
        _ => Butterworth.BandStop(order, hz[0], hz[1], rate),
    };
}
