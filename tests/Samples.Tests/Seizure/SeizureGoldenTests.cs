using System.Globalization;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>The tables that the original pipeline made of a synthetic recording.</summary>
public sealed class SeizureGoldenTests : IDisposable
{
    private const string Exam = "synth_s001_t000";

    private readonly TemporaryFolder _folder = new();

    private string Output => _folder.PathOf("work");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_three_tables_are_those_of_the_original()
    {
        string data = Corpus();
        Assert.Equal(0, SeizureRun.Of("rr", "--data", data, "--output", Output).Code);
        Assert.Equal(0, SeizureRun.Of("features", "--data", data, "--output", Output, "--compat").Code);
        Assert.Equal(0, SeizureRun.Of("label", "--data", data, "--output", Output).Code);
        Assert.Equal(File.ReadAllText(Golden($"rr_{Exam}.csv")), File.ReadAllText(Path.Combine(Output, "rr", $"rr_{Exam}.csv")));
        Same($"feats_{Exam}.csv", Path.Combine(Output, "features", $"feats_{Exam}.csv"));
        Same($"cons_{Exam}_s.csv", Path.Combine(Output, "labels", $"cons_{Exam}.csv"));
    }

    [Fact]
    public void Without_the_option_rows_count_from_the_first_sample()
    {
        string data = Corpus();
        foreach (string verb in (string[])["rr", "features", "label"])
        {
            Assert.Equal(0, SeizureRun.Of(verb, "--data", data, "--output", Output).Code);
        }

        string[] lines = File.ReadAllLines(Path.Combine(Output, "labels", $"cons_{Exam}.csv"));
        Assert.Contains(",2020-01-01 10:00:01,", lines[1], StringComparison.Ordinal);

        // The seizure lasts from 200 to 260.5 s: whole seconds now have whole labels, but for the last.
        string[] labels = [.. lines.Skip(1).Select(line => line.Split(',')[^1])];
        Assert.Equal("0.0", labels[198]);
        Assert.Equal("1.0", labels[199]);
        Assert.Equal("1.0", labels[258]);
        Assert.Equal("0.5", labels[259]);
        Assert.Equal(60, labels.Count(label => label == "1.0"));
    }

    private static string Golden(string name) => Assets.Require("aura_golden", name);

    private string Corpus()
    {
        string folder = _folder.PathOf("corpus");
        Directory.CreateDirectory(folder);
        foreach (string extension in (string[])[".edf", ".tse_bi"])
        {
            File.Copy(Golden(Exam + extension), Path.Combine(folder, Exam + extension));
        }

        return folder;
    }

    /// <summary>Texts and labels exact, features to nine digits.</summary>
    private static void Same(string golden, string actual)
    {
        string[] expected = File.ReadAllLines(Golden(golden));
        string[] lines = File.ReadAllLines(actual);
        Assert.Equal(expected[0], lines[0]);
        Assert.Equal(expected.Length, lines.Length);
        int numbers = 0;
        for (int row = 1; row < lines.Length; row++)
        {
            string[] wanted = expected[row].Split(',');
            string[] own = lines[row].Split(',');
            Assert.Equal(wanted.Length, own.Length);
            for (int column = 0; column < own.Length; column++)
            {
                if (own[column] == wanted[column])
                {
                    continue;
                }

                Assert.True(column is >= 2 and < 29, $"Row {row}, column {column}: {own[column]}, expected {wanted[column]}.");
                double value = double.Parse(wanted[column], CultureInfo.InvariantCulture);
                Assert.True(Math.Abs(double.Parse(own[column], CultureInfo.InvariantCulture) - value) <= 1e-9 * Math.Max(1, Math.Abs(value)), $"Row {row}, column {column}: {own[column]}, expected {wanted[column]}.");
                numbers++;
            }
        }

        // Most numbers are the same text; the rest differ in the last digits.
        Assert.True(numbers < 29 * lines.Length / 2, $"{numbers} numbers are another text.");
    }
}
