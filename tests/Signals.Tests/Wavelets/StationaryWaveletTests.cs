using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class StationaryWaveletTests
{
    [Theory]
    [InlineData("haar")]
    [InlineData("db3")]
    [InlineData("sym4")]
    public void Levels_agree_with_py_wavelets(string name)
    {
        double[] source = [.. Enumerable.Range(0, 64).Select(i => Math.Sin(Math.Pow(i, 1.3)))];
        Wavelet wavelet = name switch { "haar" => Wavelet.Haar, "sym4" => Wavelet.Symlet4, _ => Wavelet.Daubechies(3) };
        (double[] Approximation, double[] Detail)[] levels = StationaryWavelet.Forward(source, wavelet, 3);
        JsonElement golden = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "signals", "swt.json"))).RootElement.GetProperty(name);
        for (int level = 0; level < 3; level++)
        {
            Golden.Equal([.. golden[level].GetProperty("a").EnumerateArray().Select(value => value.GetDouble())], levels[level].Approximation);
            Golden.Equal([.. golden[level].GetProperty("d").EnumerateArray().Select(value => value.GetDouble())], levels[level].Detail);
        }
    }

    [Fact]
    public void A_length_that_does_not_divide_is_refused_with_both_numbers()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => StationaryWavelet.Forward(new double[20], Wavelet.Haar, 3));
        Assert.Contains("20 samples", error.Message, StringComparison.Ordinal);
        Assert.Contains("8", error.Message, StringComparison.Ordinal);
    }
}
