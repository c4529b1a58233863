using System.Numerics;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Wavelets;

public sealed class WaveletTests
{
    private static readonly Wavelet[] All =
        [Wavelet.Haar, .. Enumerable.Range(2, 7).Select(Wavelet.Daubechies), Wavelet.Symlet4];

    private static readonly WaveletExtension[] Extensions = [WaveletExtension.Symmetric, WaveletExtension.Periodization];

    [Fact]
    public void Filters_equal_the_spectral_factorisation_and_coefficients_their_definition()
    {
        double[] x = Golden.Load("input");
        var golden = new GoldenSequence("dwt");
        foreach (Wavelet wavelet in All)
        {
            golden.Check(wavelet.ReconstructionLow, 1e-15);
            foreach (int size in (int[])[1, 2, 5, 8, 99, 100])
            {
                foreach (WaveletExtension extension in Extensions)
                {
                    (double[] approximation, double[] detail) = WaveletTransform.Forward(x.AsSpan(0, size), wavelet, extension);
                    double[] both = [.. golden.Next(), .. golden.Next()];
                    Golden.Equal(both, (double[])[.. approximation, .. detail], 1e-12);
                }
            }
        }

        golden.End();
    }

    [Fact]
    public void Published_coefficients_of_PyWavelets_are_met()
    {
        double[] x = [3, 7, 1, 1, -2, 5, 4, 6];
        (double[] approximation, double[] detail) = WaveletTransform.Forward(x, Wavelet.Daubechies(2));
        Golden.Equal([5.65685425, 7.39923721, 0.22414387, 3.33677403, 7.77817459], approximation, 1e-8);
        Golden.Equal([-2.44948974, -1.60368225, -4.44140056, -0.41361256, 1.22474487], detail, 1e-8);
        x = [1, 2, 1, 5, -1, 8, 4, 6];
        (approximation, detail) = WaveletTransform.Forward(x, Wavelet.Daubechies(2), WaveletExtension.Periodization);
        Golden.Equal([4.053172, 3.05257099, 2.85381112, 8.42522221], approximation, 1e-8);
        Golden.Equal([0.18946869, 4.18258152, 4.33737503, 2.60428326], detail, 1e-8);
    }

    [Fact]
    public void Filters_are_orthogonal_to_their_even_shifts_and_have_their_vanishing_moments()
    {
        foreach (Wavelet wavelet in All)
        {
            double[] low = wavelet.DecompositionLow.ToArray();
            double[] high = wavelet.DecompositionHigh.ToArray();
            for (int shift = 0; shift < low.Length; shift += 2)
            {
                Assert.Equal(shift == 0 ? 1 : 0, low.Skip(shift).Zip(low, (a, b) => a * b).Sum(), 1e-14);
                Assert.Equal(0, low.Skip(shift).Zip(high, (a, b) => a * b).Sum(), 1e-14);
            }

            for (int moment = 0; moment < wavelet.Length / 2; moment++)
            {
                Assert.Equal(0, high.Select((h, i) => h * Math.Pow((double)i / high.Length, moment)).Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void Every_length_level_and_extension_is_reconstructed()
    {
        double[] x = Golden.Load("input");
        foreach (Wavelet wavelet in All)
        {
            foreach (WaveletExtension extension in Extensions)
            {
                foreach (int length in (int[])[1, 2, 3, 7, 16, 33, 100, 599])
                {
                    WaveletDecomposition levels = WaveletTransform.Decompose(x.AsSpan(0, length), wavelet, 4, extension);
                    Golden.Equal(x.AsSpan(0, length), WaveletTransform.Reconstruct(levels), 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Levels_and_wrong_lengths()
    {
        Assert.Equal(9, WaveletTransform.MaxLevel(600, Wavelet.Haar));
        Assert.Equal(6, WaveletTransform.MaxLevel(600, Wavelet.Symlet4));
        Assert.Equal(0, WaveletTransform.MaxLevel(6, Wavelet.Symlet4));
        Assert.Contains("9", Assert.Throws<ArgumentOutOfRangeException>(() => Wavelet.Daubechies(9)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WaveletTransform.Forward([], Wavelet.Haar));
        var error = Assert.Throws<ArgumentException>(() => WaveletTransform.Inverse(new double[4], new double[3], 8, Wavelet.Haar));
        Assert.Contains("4 and 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("8 samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Continuous_transforms_equal_scipy()
    {
        double[] x = Golden.Load("input");
        var golden = new GoldenSequence("cwt");
        golden.Check(ContinuousWavelet.Ricker(x, [1, 2.5, 7, 100]));
        double[] frequencies = [.. ((double[])[2, 7.5, 30]).Select(width => 6 * 300 / (2 * Math.PI * width))];
        golden.Check(ContinuousWavelet.Morlet(x, 300, frequencies, 6));
        golden.End();
        Assert.Contains("0 samples", Assert.Throws<ArgumentException>(() => ContinuousWavelet.Ricker([], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => ContinuousWavelet.Ricker(x, [-1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ContinuousWavelet.Morlet(x, 300, [0]));
    }

    [Fact]
    public void The_strongest_Morlet_frequency_is_that_of_the_wave()
    {
        double[] wave = [.. Enumerable.Range(0, 3000).Select(i => Math.Cos(2 * Math.PI * 12 * i / 300))];
        double[] frequencies = [.. Enumerable.Range(4, 30).Select(f => (double)f)];
        Complex[] values = ContinuousWavelet.Morlet(wave, 300, frequencies, 10);
        int best = Enumerable.Range(0, frequencies.Length).MaxBy(f => values[(f * 3000) + 1500].Magnitude / Math.Sqrt(1 / frequencies[f]));
        Assert.Equal(12, frequencies[best]);
    }
}
