using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Spectra;

public sealed class SpectralEstimateTests
{
    private static readonly Func<int, double[]> Rectangle = length => WindowFunctions.Tukey(length, 0);

    [Fact]
    public void Estimates_equal_scipy()
    {
        double[] x = Golden.Load("input");
        double[] y = Inputs.Second();
        var golden = new GoldenSequence("spectra");
        Check(golden, SpectralEstimate.Periodogram(x, 300));
        Check(golden, SpectralEstimate.Periodogram(x, 300, new SpectralOptions { Scaling = SpectralScaling.Spectrum, Trend = TrendRemoval.Linear, FftLength = 1024 }));
        Check(golden, SpectralEstimate.Periodogram(x.AsSpan(0, 599), 250, new SpectralOptions { Window = Rectangle, Trend = TrendRemoval.None }));
        Check(golden, SpectralEstimate.Welch(x, 300));
        Check(golden, SpectralEstimate.Welch(x, 300, new SpectralOptions { SegmentLength = 100, Overlap = 75, FftLength = 131, Window = length => WindowFunctions.Hamming(length, true) }));
        Check(golden, SpectralEstimate.Welch(x, 300, new SpectralOptions { SegmentLength = 101, Average = SpectralAverage.Median, Trend = TrendRemoval.Linear }));
        Check(golden, SpectralEstimate.Welch(x, 300, new SpectralOptions { SegmentLength = 100, Average = SpectralAverage.Median, Scaling = SpectralScaling.Spectrum, Trend = TrendRemoval.None }));
        Check(golden, SpectralEstimate.Welch(x.AsSpan(0, 100), 300));
        Check(golden, SpectralEstimate.CrossSpectrum(x, y, 300));
        Check(golden, SpectralEstimate.CrossSpectrum(x, y, 300, new SpectralOptions { SegmentLength = 90, Average = SpectralAverage.Median }));
        Check(golden, SpectralEstimate.Coherence(x, y, 300, new SpectralOptions { SegmentLength = 100 }));
        Check(golden, SpectralEstimate.Spectrogram(x, 300));
        Check(golden, SpectralEstimate.Spectrogram(x, 300, new SpectralOptions { SegmentLength = 64, FftLength = 100, Scaling = SpectralScaling.Spectrum }));
        Check(golden, SpectralEstimate.Spectrogram(x.AsSpan(0, 100), 300));
        golden.End();
    }

    [Fact]
    public void The_power_of_a_sine_is_found_in_its_band()
    {
        double[] sine = [.. Enumerable.Range(0, 30000).Select(i => 3 * Math.Sin(2 * Math.PI * 10 * i / 300))];
        PowerSpectrum spectrum = SpectralEstimate.Welch(sine, 300, new SpectralOptions { SegmentLength = 1500 });
        Assert.Equal(4.5, spectrum.BandPower(8, 12), 1e-6);
        Assert.Equal(0, spectrum.BandPower(20, 100), 1e-9);
    }

    [Fact]
    public void Wrong_values_are_refused_with_both_sides()
    {
        Refused(() => SpectralEstimate.Welch([], 300), "0 samples");
        Refused(() => SpectralEstimate.Welch(new double[300], 0), "0 Hz");
        Refused(() => SpectralEstimate.Welch(new double[300], 300, new SpectralOptions { SegmentLength = 64, Overlap = 64 }), "64 samples overlap by 64");
        Refused(() => SpectralEstimate.Welch(new double[300], 300, new SpectralOptions { SegmentLength = 64, FftLength = 63 }), "63 samples", "64");
        Refused(() => SpectralEstimate.Welch(new double[300], 300, new SpectralOptions { Window = _ => new double[5] }), "5 samples", "256");
        Refused(() => SpectralEstimate.Coherence(new double[300], new double[299], 300), "300 samples", "299");
        Refused(() => SpectralEstimate.Coherence(new double[300], new double[300], 300, new SpectralOptions { Average = SpectralAverage.Median }), "Median", "Mean");
        Refused(() => LombScargle.Periodogram(new double[3], new double[4], [1]), "3 times", "4 values");
        Refused(() => LombScargle.Periodogram([1, 2], [1, 2], [1, 0]), "0 Hz");
    }

    [Fact]
    public void Lomb_Scargle_equals_scipy()
    {
        double[] y = Inputs.Second();
        var golden = new GoldenSequence("lombscargle");
        ReadOnlySpan<double> times = golden.Next();
        ReadOnlySpan<double> grid = golden.Next();
        golden.Check(LombScargle.Periodogram(times, y.AsSpan(0, 200), grid).Values);
        golden.Check(LombScargle.Periodogram(times, y.AsSpan(0, 200), grid, removeMean: true).Values);
        golden.Check(LombScargle.Periodogram(times, y.AsSpan(0, 200), grid, normalize: true).Values);
        golden.End();
    }

    [Fact]
    public void Analytic_signals_equal_scipy_and_envelope_and_frequency_follow_a_chirp()
    {
        double[] x = Golden.Load("input");
        var golden = new GoldenSequence("hilbert");
        foreach (int n in (int[])[1, 2, 3, 599, 600])
        {
            golden.Check(Hilbert.AnalyticSignal(x.AsSpan(0, n)), 1e-12);
        }

        golden.End();
        Assert.Empty(Hilbert.AnalyticSignal([]));
        double[] wave = [.. Enumerable.Range(0, 3000).Select(i => (1 + (0.5 * Math.Sin(2 * Math.PI * i / 1500))) * Math.Cos(2 * Math.PI * 25 * i / 300))];
        double[] envelope = Hilbert.Envelope(wave);
        double[] frequency = Hilbert.InstantaneousFrequency(wave, 300);
        for (int i = 0; i < 2999; i++)
        {
            Assert.Equal(1 + (0.5 * Math.Sin(2 * Math.PI * i / 1500)), envelope[i], 1e-9);
            Assert.Equal(25, frequency[i], 1e-6);
        }
    }

    [Fact]
    public void Detrending_equals_scipy()
    {
        var golden = new GoldenSequence("detrend");
        double[] samples = Golden.Load("input");
        Detrend.Apply(samples, TrendRemoval.Linear);
        golden.Check(samples);
        samples = Golden.Load("input");
        Detrend.Apply(samples, TrendRemoval.Constant);
        golden.Check(samples);
        samples = Golden.Load("input");
        Detrend.Piecewise(samples, [100, 350]);
        golden.Check(samples);
        Detrend.Apply(samples, TrendRemoval.None);
        Assert.Equal(2, golden.Next().Length);
        golden.End();
        double[] two = [3, 8];
        Detrend.Apply(two, TrendRemoval.Linear);
        Assert.All(two, value => Assert.Equal(0, value, 1e-15));
        double[] one = [3];
        Detrend.Apply(one, TrendRemoval.Linear);
        Assert.Equal([0], one);
        Detrend.Apply([], TrendRemoval.Linear);
        Refused(() => Pieces(samples, 350, 100), "100", "350");
        Refused(() => Pieces(samples, 600), "600");

        static object? Pieces(double[] values, params int[] breaks)
        {
            Detrend.Piecewise(values, breaks);
            return null;
        }
    }

    private static void Check(GoldenSequence golden, PowerSpectrum spectrum)
    {
        golden.Check(spectrum.FrequenciesHz);
        golden.Check(spectrum.Values);
    }

    private static void Check(GoldenSequence golden, CrossSpectrum spectrum)
    {
        golden.Check(spectrum.FrequenciesHz);
        golden.Check(spectrum.Values);
    }

    private static void Check(GoldenSequence golden, Spectrogram spectrogram)
    {
        golden.Check(spectrogram.FrequenciesHz);
        golden.Check(spectrogram.TimesSeconds);
        golden.Check(spectrogram.Values);
    }

    private static void Refused(Func<object?> action, params string[] shown)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(shown, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }
}
