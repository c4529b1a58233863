using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Synthesis;

public sealed class EcgMorphologyTests
{
    private static readonly double[] Angles = [-Math.PI / 3, -Math.PI / 12, 0, Math.PI / 12, Math.PI / 2];
    private static readonly double[] Heights = [1.2, -5, 30, -7.5, 0.75];
    private static readonly double[] Widths = [0.25, 0.1, 0.1, 0.1, 0.4];

    [Theory]
    [InlineData(60)]
    [InlineData(90)]
    public void Closed_form_equals_the_three_differential_equations(double bpm)
    {
        double omega = 2 * Math.PI * bpm / 60;
        const int rate = 500;
        const int seconds = 10;
        float[] closed = new float[rate * seconds];
        double[] beats = [.. Enumerable.Range(-5, 30).Select(i => i * 60 / bpm)];
        EcgMorphology.McSharry2003.Render(beats, rate, closed);

        double[] integrated = Integrate(omega, rate, seconds, substeps: 8);
        // The table gives the slope; the height of a bell is a b² / ω, and the R wave is scaled to 1 mV.
        double scale = omega / (30 * 0.1 * 0.1);
        for (int i = 7 * rate; i < closed.Length; i++)
        {
            Assert.Equal(scale * integrated[i], closed[i], 0.005);
        }
    }

    [Fact]
    public void R_wave_of_the_table_is_about_one_millivolt_and_the_largest()
    {
        float[] samples = new float[1000];
        EcgMorphology.McSharry2003.Render([0.5, 1.5], 500, samples);
        Assert.InRange(samples.Max(), 0.8f, 1.1f);
        Assert.InRange(Array.IndexOf(samples, samples.Max()) % 500, 248, 252);
    }

    [Fact]
    public void Wave_follows_the_power_of_the_interval()
    {
        EcgWave wave = new(1, 0.3, 0.02, RateExponent: 0.5);
        EcgMorphology beat = new(wave, [], []);
        foreach (double interval in new[] { 0.49, 1, 1.44 })
        {
            float[] samples = new float[6000];
            beat.Render([1, 1 + interval, 1 + (2 * interval)], 1000, samples);
            float[] last = samples[(int)(1000 * (1 + (2 * interval)))..];
            Assert.Equal(0.3 * Math.Sqrt(interval) * 1000, Array.IndexOf(last, last.Max()), 2.5);
        }
    }

    [Fact]
    public void Falling_beat_times_are_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => EcgMorphology.McSharry2003.Render([1, 0.5], 100, new float[10]));
        Assert.Contains("must rise", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => EcgMorphology.McSharry2003.Render([1], 0, new float[10]));
    }

    /// <summary>McSharry et al. 2003, eq. 1 with z0 = 0, by the classical Runge-Kutta method.</summary>
    private static double[] Integrate(double omega, int rate, int seconds, int substeps)
    {
        double[] result = new double[rate * seconds];
        (double X, double Y, double Z) state = (1, 0, 0);
        double h = 1.0 / (rate * substeps);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = state.Z;
            for (int k = 0; k < substeps; k++)
            {
                var k1 = Slope(state, omega);
                var k2 = Slope(Step(state, k1, h / 2), omega);
                var k3 = Slope(Step(state, k2, h / 2), omega);
                var k4 = Slope(Step(state, k3, h), omega);
                state = Step(Step(Step(Step(state, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
            }
        }

        return result;
    }

    private static (double X, double Y, double Z) Step((double X, double Y, double Z) p, (double X, double Y, double Z) d, double h)
        => (p.X + (h * d.X), p.Y + (h * d.Y), p.Z + (h * d.Z));

    private static (double X, double Y, double Z) Slope((double X, double Y, double Z) p, double omega)
    {
        double alpha = 1 - Math.Sqrt((p.X * p.X) + (p.Y * p.Y));
        double theta = Math.Atan2(p.Y, p.X);
        double z = -p.Z;
        for (int i = 0; i < Angles.Length; i++)
        {
            double delta = Math.IEEERemainder(theta - Angles[i], 2 * Math.PI);
            z -= Heights[i] * delta * Math.Exp(-delta * delta / (2 * Widths[i] * Widths[i]));
        }

        return ((alpha * p.X) - (omega * p.Y), (alpha * p.Y) + (omega * p.X), z);
    }
}
