extern alias AfDetection;

using AfDetection::DeepHealth.Samples.AfDetection.Data;
using Xunit;

namespace DeepHealth.Samples.Tests.Af;

/// <summary>The features equal those of scipy 1.10 on a record that is a formula.</summary>
public sealed class AfSpectrogramTests
{
    private const int RecordSamples = 9000;

    // Sums of 18810 logarithms are rounded in another order than scipy's.
    private const double Tolerance = 1e-11;

    [Fact]
    public void The_record_begins_as_the_reference_says()
        => Assert.Equal([109, 104, 73, 65, 107, 172, 210, 197], Record()[..8]);

    [Fact]
    public void Powers_have_the_shape_and_sum_of_the_reference()
    {
        double[] powers = LogSpectrogram.Powers(Record());
        Assert.Equal(33, LogSpectrogram.Frequencies);
        Assert.Equal(570, LogSpectrogram.Times);
        Assert.Equal(18_810, powers.Length);
        Assert.Equal(4370624.820506274, powers.Sum(), 1e-6);
    }

    [Theory]
    [InlineData(0, 1.8345735203827018)]
    [InlineData(1, 2.441315522626161)]
    [InlineData(16, -0.2919191843088954)]
    [InlineData(33, 1.7489778277133847)]
    [InlineData(1000, 1.2649338812447763)]
    [InlineData(5000, -0.16092004226050813)]
    [InlineData(9239, -2.0389046831693713)]
    [InlineData(9300, -0.06770794081154176)]
    [InlineData(18809, 0.20961417520568673)]
    public void Features_equal_the_reference(int index, double expected)
        => Assert.Equal(expected, LogSpectrogram.Features(Record())[index], Tolerance);

    [Fact]
    public void A_longer_record_is_cut()
    {
        double[] record = new double[LogSpectrogram.Length + 5000];
        for (int i = 0; i < record.Length; i++)
        {
            record[i] = Math.Sin(i * 0.1) * (1 + (i % 7));
        }

        Assert.Equal(LogSpectrogram.Features(record.AsSpan(0, LogSpectrogram.Length)), LogSpectrogram.Features(record));
    }

    [Fact]
    public void A_flat_record_has_no_features_but_zeros()
        => Assert.All(LogSpectrogram.Features(new double[500]), value => Assert.Equal(0, value));

    private static double[] Record()
    {
        double[] record = new double[RecordSamples];
        for (int i = 0; i < record.Length; i++)
        {
            double t = i / 300.0;
            record[i] = Math.Round((1000 * Math.Pow(Math.Sin(2 * Math.PI * 1.2 * t), 63)) + (200 * Math.Sin((2 * Math.PI * 5 * t) + 0.3)) + (50 * Math.Cos(2 * Math.PI * 50 * t)));
        }

        return record;
    }
}
