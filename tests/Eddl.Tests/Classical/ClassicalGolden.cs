using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using DeepHealth.TestKit;

namespace DeepHealth.Eddl.Tests;

/// <summary>A data set of the corpus, and what scikit-learn makes of it; see tests/Golden/classical/make.py.</summary>
internal sealed class ClassicalGolden
{
    public ClassicalGolden(string name)
    {
        (double[] values, int[] labels) = Load(name);
        int columns = values.Length / labels.Length;
        int[] test = [.. Enumerable.Range(0, labels.Length).Where(row => row % 5 == 0)];
        int[] train = [.. Enumerable.Range(0, labels.Length).Where(row => row % 5 != 0)];
        FeatureTable all = new(labels.Length, columns, values);
        Scaler = StandardScaler.Fit(all.Select(train));
        Train = Scaler.Transform(all.Select(train));
        Test = Scaler.Transform(all.Select(test));
        TrainLabels = [.. train.Select(row => labels[row])];
        TestLabels = [.. test.Select(row => labels[row])];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Golden", "classical", "classical.json")));
        Root = document.RootElement.GetProperty(name).Clone();
        Raw = all.Select(train);
    }

    public FeatureTable Raw { get; }

    public StandardScaler Scaler { get; }

    public FeatureTable Train { get; }

    public FeatureTable Test { get; }

    public int[] TrainLabels { get; }

    public int[] TestLabels { get; }

    public JsonElement Root { get; }

    public double[] Numbers(string key) => Numbers(Root.GetProperty(key));

    public int[] Labels(string key) => [.. Numbers(key).Select(value => (int)value)];

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    private static (double[] Values, int[] Labels) Load(string name)
    {
        string[] lines;
        if (name == "digits")
        {
            using StreamReader reader = new(new GZipStream(File.OpenRead(Assets.Require("datasets", "digits", "digits.csv.gz")), CompressionMode.Decompress));
            lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        else
        {
            lines = [.. File.ReadAllLines(Assets.Require("datasets", "tabular", name + ".csv")).Skip(1)];
        }

        double[][] rows = [.. lines.Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        return ([.. rows.SelectMany(row => row[..^1])], [.. rows.Select(row => (int)row[^1])]);
    }
}
