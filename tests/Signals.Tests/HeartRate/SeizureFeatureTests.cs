using System.Globalization;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests;

/// <summary>The tables that the original seizure pipeline makes of a synthetic recording.</summary>
public sealed class SeizureFeatureTests
{
    [Fact]
    public void Beats_and_intervals_are_the_same()
    {
        string[][] expected = Rows("rr_synth_s001_t000.csv", out _);
        Signal ecg = Ecg();
        int[] peaks = new HamiltonDetector().Detect(ecg.Samples, ecg.RateHz);
        double[] rr = NnIntervals.FromPeaks(peaks, ecg.RateHz);
        Assert.Equal(expected.Select(row => int.Parse(row[1], CultureInfo.InvariantCulture)), peaks[..^1]);
        Assert.Equal(expected.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture)), rr);
    }

    [Fact]
    public void Features_agree_to_nine_digits()
    {
        string[][] expected = Rows("feats_synth_s001_t000.csv", out string[] names);
        double[] rr = [.. Rows("rr_synth_s001_t000.csv", out _).Select(row => double.Parse(row[2], CultureInfo.InvariantCulture))];
        double[] ends = new double[rr.Length];
        double sum = 0;
        for (int i = 0; i < rr.Length; i++)
        {
            sum += rr[i];
            ends[i] = sum;
        }

        SlidingHrvRow[] rows = new SlidingHrv().Compute(ends, rr);
        Assert.Equal(expected.Length, rows.Length);
        int compared = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 2; column < 29; column++)
            {
                double? actual = Feature(rows[row], names[column]);
                if (expected[row][column].Length == 0)
                {
                    Assert.Null(actual);
                    continue;
                }

                double value = expected[row][column] == "inf" ? double.PositiveInfinity : double.Parse(expected[row][column], CultureInfo.InvariantCulture);
                Assert.NotNull(actual);
                Assert.True(actual == value || Math.Abs(actual.Value - value) <= 1e-9 * Math.Max(1, Math.Abs(value)), $"Row {row}, {names[column]}: {actual}, expected {value}.");
                compared++;
            }
        }

        Assert.True(compared > 9000, $"Only {compared} values were compared.");
    }

    private static double? Feature(SlidingHrvRow row, string name) => name switch
    {
        "mean_nni" => row.Time?.MeanNniMs,
        "sdnn" => row.Time?.SdnnMs,
        "sdsd" => row.Time?.SdsdMs,
        "nni_50" => row.Time?.Nni50,
        "pnni_50" => row.Time?.Pnni50,
        "nni_20" => row.Time?.Nni20,
        "pnni_20" => row.Time?.Pnni20,
        "rmssd" => row.Time?.RmssdMs,
        "median_nni" => row.Time?.MedianNniMs,
        "range_nni" => row.Time?.RangeNniMs,
        "cvsd" => row.Time?.Cvsd,
        "cvnni" => row.Time?.Cvnni,
        "mean_hr" => row.Time?.MeanHr,
        "max_hr" => row.Time?.MaxHr,
        "min_hr" => row.Time?.MinHr,
        "std_hr" => row.Time?.StdHr,
        "lf" => row.Frequency?.Lf,
        "hf" => row.Frequency?.Hf,
        "vlf" => row.Frequency?.Vlf,
        "lf_hf_ratio" => row.Frequency?.LfHfRatio,
        "csi" => row.Poincare?.Csi,
        "cvi" => row.Poincare?.Cvi,
        "Modified_csi" => row.Poincare?.ModifiedCsi,
        "sampen" => row.SampleEntropy,
        "sd1" => row.Poincare?.Sd1Ms,
        "sd2" => row.Poincare?.Sd2Ms,
        "ratio_sd2_sd1" => row.Poincare?.Ratio,
        _ => throw new ArgumentException(name),
    };

    private static Signal Ecg()
    {
        EdfFile file = EdfFile.Open(Assets.Require("aura_golden", "synth_s001_t000.edf"));
        return file.Read().Signals.First(signal => signal.Label.Contains("EKG", StringComparison.OrdinalIgnoreCase) || signal.Label.Contains("ECG", StringComparison.OrdinalIgnoreCase));
    }

    private static string[][] Rows(string file, out string[] names)
    {
        string[] lines = File.ReadAllLines(Assets.Require("aura_golden", file));
        names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => line.Split(','))];
    }
}
