using System.Numerics;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Spectra;

public sealed class FftTests
{
    private static readonly int[] Lengths =
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 30, 49, 60, 64, 77, 97, 100, 121, 128, 169, 210, 211, 256, 299, 343, 360, 509, 512, 600];

    [Fact]
    public void Spectra_of_all_kinds_of_lengths_equal_numpy_and_transform_back()
    {
        double[] x = Golden.Load("input");
        double[] y = Inputs.Second();
        var golden = new GoldenSequence("fft");
        foreach (int n in Lengths)
        {
            Complex[] values = [.. Enumerable.Range(0, n).Select(i => new Complex(x[i], y[i]))];
            var spectrum = new Complex[n];
            var fft = new Fft(n);
            fft.Forward(values, spectrum);
            golden.Check(spectrum, 1e-13);
            fft.Inverse(spectrum, spectrum);
            Assert.All(Enumerable.Range(0, n), i => Assert.Equal(0, (values[i] - spectrum[i]).Magnitude, 1e-13));

            var real = new RealFft(n);
            var half = new Complex[real.Bins];
            double[] back = new double[n];
            real.Forward(x.AsSpan(0, n), half);
            golden.Check(half, 1e-13);
            real.Inverse(half, back);
            Golden.Equal(x.AsSpan(0, n), back, 1e-13);
        }

        golden.End();
    }

    [Theory]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(60000)]
    public void Long_transforms_keep_their_accuracy(int n)
    {
        // A sine of a whole number of periods is one line of height n / 2.
        double[] sine = [.. Enumerable.Range(0, n).Select(i => Math.Sin(2 * Math.PI * ((long)i * 12345 % n) / n))];
        var fft = new RealFft(n);
        var spectrum = new Complex[fft.Bins];
        fft.Forward(sine, spectrum);
        for (int k = 0; k < spectrum.Length; k++)
        {
            Assert.Equal(0, (spectrum[k] - new Complex(0, k == 12345 ? -n / 2.0 : 0)).Magnitude / n, 1e-14);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 8)]
    [InlineData(127, 128)]
    [InlineData(129, 135)]
    [InlineData(1021, 1024)]
    [InlineData(2041, 2048)]
    [InlineData(14401, 14580)]
    public void A_fast_length_is_the_next_with_small_factors(int length, int fast)
    {
        Assert.Equal(fast, Fft.FastLength(length));
    }

    [Fact]
    public void Wrong_lengths_are_refused_with_both()
    {
        Assert.Contains("0", Assert.Throws<ArgumentOutOfRangeException>(() => new Fft(0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(-2));
        var error = Assert.Throws<ArgumentException>(() => new Fft(8).Forward(new Complex[7], new Complex[8]));
        Assert.Contains("7 values", error.Message, StringComparison.Ordinal);
        Assert.Contains("of 8", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RealFft(8).Forward(new double[8], new Complex[8]));
    }
}
