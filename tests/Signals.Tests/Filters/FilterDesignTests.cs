using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Filters;

public sealed class FilterDesignTests
{
    private static readonly int[] ChebyshevOrders = [1, 2, 3, 4, 5, 8];
    private static readonly int[] EllipticOrders = [1, 2, 3, 4, 5, 7];

    [Theory]
    [InlineData("cheby1", "low")]
    [InlineData("cheby1", "high")]
    [InlineData("cheby1", "bandpass")]
    [InlineData("cheby1", "bandstop")]
    [InlineData("cheby2", "low")]
    [InlineData("cheby2", "high")]
    [InlineData("cheby2", "bandpass")]
    [InlineData("cheby2", "bandstop")]
    [InlineData("ellip", "low")]
    [InlineData("ellip", "high")]
    [InlineData("ellip", "bandpass")]
    [InlineData("ellip", "bandstop")]
    public void Sections_coefficients_and_outputs_equal_scipy(string family, string kind)
    {
        double[] input = Golden.Load("input");
        var golden = new GoldenSequence($"{family}_{kind}");
        foreach (int order in family == "ellip" ? EllipticOrders : ChebyshevOrders)
        {
            SecondOrderSections sections = Design(family, kind, order);
            golden.Check(sections.Coefficients);
            golden.Check(SosFilter.Apply(sections, input));
            golden.Check(FiltFilt.Apply(sections, input));
            if (order <= 4)
            {
                TransferFunction function = TransferFunction.FromSections(sections);
                golden.Check(function.Numerator);
                golden.Check(function.Denominator);
            }
        }

        golden.End();
    }

    [Fact]
    public void Elliptic_filters_of_extreme_ripples_equal_scipy()
    {
        var golden = new GoldenSequence("ellip_hard");
        foreach ((int order, double ripple, double attenuation) in ((int, double, double)[])[(2, 3, 3.5), (3, 0.001, 20), (6, 1, 120), (9, 0.1, 80)])
        {
            golden.Check(Elliptic.LowPass(order, ripple, attenuation, 30, 300).Coefficients);
        }

        golden.End();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(24)]
    public void Ripples_stay_within_what_was_asked_for(int order)
    {
        SecondOrderSections filter = Elliptic.LowPass(order, 0.5, 80, 30, 300);
        double valley = Math.Pow(10, -0.5 / 20);
        Assert.Equal(valley, filter.FrequencyResponse(30, 300).Magnitude, 1e-9);
        for (double hz = 0; hz <= 30; hz += 0.1)
        {
            Assert.InRange(filter.FrequencyResponse(hz, 300).Magnitude, valley - 1e-9, 1 + 1e-9);
        }

        SecondOrderSections stop = Chebyshev2.HighPass(order, 60, 30, 300);
        for (double hz = 0; hz <= 30; hz += 0.1)
        {
            Assert.InRange(stop.FrequencyResponse(hz, 300).Magnitude, 0, 1.000001e-3);
        }
    }

    [Fact]
    public void Notch_and_peak_equal_scipy()
    {
        var golden = new GoldenSequence("resonant");
        foreach ((double hz, double quality, double rate) in ((double, double, double)[])[(50, 30, 500), (60, 2, 360), (0.5, 5, 100)])
        {
            golden.Check(ResonantFilter.Notch(hz, quality, rate).Coefficients);
            golden.Check(ResonantFilter.Peak(hz, quality, rate).Coefficients);
            Assert.Equal(0, ResonantFilter.Notch(hz, quality, rate).FrequencyResponse(hz, rate).Magnitude, 1e-9);
            Assert.Equal(1, ResonantFilter.Peak(hz, quality, rate).FrequencyResponse(hz, rate).Magnitude, 1e-9);
        }

        golden.End();
    }

    [Fact]
    public void Windowed_filters_equal_scipy()
    {
        var golden = new GoldenSequence("firwin");
        golden.Check(FirDesign.LowPass(31, 40, 300));
        golden.Check(FirDesign.LowPass(32, 40, 300));
        golden.Check(FirDesign.HighPass(31, 40, 300));
        golden.Check(FirDesign.BandPass(45, 5, 15, 360));
        golden.Check(FirDesign.BandPass(44, 5, 15, 360));
        golden.Check(FirDesign.BandStop(45, 48, 52, 500));
        golden.Check(FirDesign.MultiBand(61, [10, 30, 60], true, 300));
        golden.Check(FirDesign.MultiBand(61, [10, 30, 60, 90], false, 300));
        golden.Check(FirDesign.LowPass(1, 40, 300));
        golden.Check(FirDesign.LowPass(51, 40, 300, WindowFunctions.Kaiser(51, 5)));
        golden.Check(FirDesign.LowPass(51, 40, 300, WindowFunctions.Blackman(51)));
        foreach ((double attenuation, double width) in ((double, double)[])[(65, 10), (40, 4), (15, 30)])
        {
            (int taps, double beta) = FirDesign.Kaiser(attenuation, width, 300);
            golden.Check([taps, beta]);
        }

        golden.End();
    }

    [Fact]
    public void Filters_by_frequency_sampling_equal_scipy()
    {
        var golden = new GoldenSequence("firwin2");
        golden.Check(FrequencySampling.Design(64, [0, 20, 40, 150], [1, 1, 0, 0], 300));
        golden.Check(FrequencySampling.Design(31, [0, 10, 10, 30.3, 30.3, 150], [0, 0, 1, 1, 0.2, 0.5], 300, gridPoints: 200));
        golden.Check(FrequencySampling.Design(50, [0, 60, 150], [1, 0.3, 0], 300, WindowFunctions.Kaiser(50, 5), 301));
        golden.End();
        Refused(() => FrequencySampling.Design(50, [0, 60, 150], [1, 0.3, 1], 300), "50 taps", "51");
        Refused(() => FrequencySampling.Design(51, [0, 60, 140], [1, 0.3, 1], 300), "140 Hz", "300 Hz");
        Refused(() => FrequencySampling.Design(51, [0, 60, 50, 150], [1, 0, 1, 1], 300), "50 Hz", "60 Hz");
        Refused(() => FrequencySampling.Design(51, [0, 150], [1, 0], 300, gridPoints: 51), "51 points", "51 taps");
        Refused(() => FrequencySampling.Design(51, [0, 150], [1], 300), "2 frequencies", "1 gains");
    }

    [Fact]
    public void Wrong_values_are_refused_with_both_sides()
    {
        Refused(() => Chebyshev1.LowPass(4, 0, 40, 300), "0 dB", "300 dB");
        Refused(() => Chebyshev2.BandPass(4, 40, 15, 5, 300), "15 Hz", "5 Hz");
        Refused(() => Elliptic.HighPass(4, 50, 40, 40, 300), "50 dB", "40 dB");
        Refused(() => Elliptic.HighPass(25, 1, 40, 40, 300), "25", "24");
        Refused(() => ResonantFilter.Notch(150, 30, 300), "150 Hz", "300 Hz");
        Refused(() => ResonantFilter.Peak(100, 0.5, 300), "0.5", "0.66");
        Refused(() => FirDesign.HighPass(30, 40, 300), "30 taps", "31");
        Refused(() => FirDesign.BandPass(31, 40, 30, 300), "30 Hz", "40 Hz");
        Refused(() => FirDesign.LowPass(31, 40, 300, new double[30]), "31 taps", "30 samples");
        Refused(() => FirDesign.Kaiser(7, 10, 300), "7 dB", "8");
    }

    private static void Refused(Func<object?> action, params string[] shown)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(shown, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    private static SecondOrderSections Design(string family, string kind, int order) => (family, kind) switch
    {
        ("cheby1", "low") => Chebyshev1.LowPass(order, 0.5, 40, 300),
        ("cheby1", "high") => Chebyshev1.HighPass(order, 0.5, 5, 250),
        ("cheby1", "bandpass") => Chebyshev1.BandPass(order, 0.5, 5, 15, 360),
        ("cheby1", _) => Chebyshev1.BandStop(order, 0.5, 48, 52, 500),
        ("cheby2", "low") => Chebyshev2.LowPass(order, 40, 40, 300),
        ("cheby2", "high") => Chebyshev2.HighPass(order, 40, 5, 250),
        ("cheby2", "bandpass") => Chebyshev2.BandPass(order, 40, 5, 15, 360),
        ("cheby2", _) => Chebyshev2.BandStop(order, 40, 48, 52, 500),
        (_, "low") => Elliptic.LowPass(order, 0.2, 60, 40, 300),
        (_, "high") => Elliptic.HighPass(order, 0.2, 60, 5, 250),
        (_, "bandpass") => Elliptic.BandPass(order, 0.2, 60, 5, 15, 360),
        _ => Elliptic.BandStop(order, 0.2, 60, 48, 52, 500),
    };
}
