using System.Text.Json;
using System.Xml.Linq;
using DeepHealth.Learning.Tests.Files;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Af;

/// <summary>The verbs, from arguments to files.</summary>
public sealed class AfCommandTests : IDisposable
{
    private static readonly string[] s_small = ["--neighbors", "3", "--trees", "5", "--parts", "2", "--seed", "2", "--threads", "2"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_leaves_figures_report_and_models_that_predict()
    {
        string output = _folder.PathOf("out");
        ProgramRun run = AfRun.Of(["run", "--records", "12", "--folds", "2", "--institutions", "2", "--epochs", "1", "--grid", "--output", output, .. s_small]);
        Assert.True(run.Code == 0, run.Error);
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "metrics.json")));
        Assert.Equal(24, metrics.RootElement.GetProperty("records").GetInt32());
        JsonElement[] models = [.. metrics.RootElement.GetProperty("models").EnumerateArray()];
        Assert.Equal(["knn", "csvm", "rf", "cnn"], models.Select(model => model.GetProperty("model").GetString()));
        Assert.All(models, model => Assert.Equal(24, model.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32()))));
        Assert.Equal(10, metrics.RootElement.GetProperty("federated").GetProperty("trees").GetInt32());
        Assert.Equal(1 + (4 * 2 * 4), File.ReadAllLines(Path.Combine(output, "confusion.csv")).Length);

        XElement page = XDocument.Parse(File.ReadAllText(Path.Combine(output, "report.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;
        Assert.Equal(2, page.Descendants("img").Count(image => image.Attribute("src")!.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal)));
        Assert.Equal(4, page.Descendants("table").Count(table => (string?)table.Attribute("class") == "confusion"));
        Assert.DoesNotContain("http", page.ToString(), StringComparison.Ordinal);

        string record = WfdbFiles.Write(_folder.PathOf("."), "r1", 300, ("ECG", WfdbFiles.Beats(300, 20)));
        foreach (string model in (string[])["knn", "csvm", "rf", "cnn", "federated"])
        {
            ProgramRun prediction = AfRun.Of("predict", record, "--model", Path.Combine(output, "models", model), "--json");
            Assert.True(prediction.Code == 0, prediction.Error);
            using JsonDocument said = JsonDocument.Parse(prediction.Output);
            Assert.Contains(said.RootElement[0].GetProperty("predicted").GetString(), (string[])["AF", "Normal"]);
        }
    }

    [Fact]
    public void Bad_records_are_listed_and_do_not_stop_the_run()
    {
        string data = WriteChallenge(good: 8, bad: true);
        string output = _folder.PathOf("out");
        ProgramRun run = AfRun.Of(["cross-validate", "--data", data, "--model", "knn", "--folds", "2", "--output", output, .. s_small]);
        Assert.True(run.Code == 1, run.Error + run.Output);
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "metrics.json")));
        string?[] skipped = [.. metrics.RootElement.GetProperty("skipped").EnumerateArray().Select(item => item.GetProperty("name").GetString())];
        Assert.Equal(["cut", "missing", "slow"], skipped.Order(StringComparer.Ordinal));
        string[] listed = File.ReadAllLines(Path.Combine(output, "skipped.csv"));
        Assert.Equal(4, listed.Length);
        Assert.Contains(listed, line => line.Contains("250 samples per second", StringComparison.Ordinal));
        Assert.Contains("left out slow", run.Output, StringComparison.Ordinal);
        Assert.Equal(8, metrics.RootElement.GetProperty("records").GetInt32());
    }

    [Fact]
    public void Prepared_features_give_the_same_figures_as_the_records()
    {
        string data = WriteChallenge(good: 10, bad: false);
        string[] model = ["--model", "csvm", "--folds", "2", .. s_small];
        Assert.Equal(0, AfRun.Of("prepare", "--data", data, "--seed", "2", "--output", _folder.PathOf("p")).Code);
        ProgramRun prepared = AfRun.Of(["cross-validate", "--data", _folder.PathOf("p/features.safetensors"), "--output", _folder.PathOf("a"), .. model]);
        ProgramRun direct = AfRun.Of(["cross-validate", "--data", data, "--output", _folder.PathOf("b"), .. model]);
        Assert.True(prepared.Code == 0, prepared.Error);
        Assert.Equal(0, direct.Code);
        Assert.Equal(File.ReadAllText(_folder.PathOf("b/confusion.csv")), File.ReadAllText(_folder.PathOf("a/confusion.csv")));
    }

    [Fact]
    public void The_larger_class_is_undersampled_unless_told_otherwise()
    {
        string data = WriteChallenge(good: 9, bad: false, fibrillating: 3);
        Assert.Contains("6 records (AF 3, Normal 3)", AfRun.Of("prepare", "--data", data, "--output", _folder.PathOf("p")).Output, StringComparison.Ordinal);
        Assert.Contains("9 records (AF 3, Normal 6)", AfRun.Of("prepare", "--data", data, "--unbalanced", "--output", _folder.PathOf("p")).Output, StringComparison.Ordinal);
        Assert.Contains("4 records (AF 2, Normal 2)", AfRun.Of("prepare", "--data", data, "--records", "2", "--output", _folder.PathOf("p")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_of_known_classes_is_scored_by_predict()
    {
        string data = WriteChallenge(good: 8, bad: true);
        string output = _folder.PathOf("out");
        Assert.Equal(1, AfRun.Of(["train", "--data", data, "--model", "rf", "--output", output, .. s_small]).Code);
        ProgramRun run = AfRun.Of("predict", data, _folder.PathOf("nowhere"), "--model", Path.Combine(output, "models", "rf"));
        Assert.Equal(1, run.Code);
        Assert.Contains("8 records of known class: accuracy", run.Output, StringComparison.Ordinal);
        Assert.Contains("nowhere.hea", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-validate --records 3 --folds 5", "too few for 5 folds")]
    [InlineData("cross-validate --data nowhere", "REFERENCE.csv")]
    [InlineData("cross-validate --records 4 --folds 2 --neighbors 9 --model knn", "--neighbors is 9")]
    [InlineData("predict x --model nowhere", "train one first")]
    [InlineData("train --variance 1.5", "--variance")]
    [InlineData("train --model tree", "tree")]
    [InlineData("federate --records 4", "institutions")]
    public void Wrong_arguments_give_one_sentence_and_code_2(string arguments, string part)
    {
        ProgramRun run = AfRun.Of([.. arguments.Split(' '), .. arguments.StartsWith("predict", StringComparison.Ordinal) ? Array.Empty<string>() : ["--output", _folder.PathOf("out")]]);
        Assert.Equal(2, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_features_give_one_sentence_and_code_2()
    {
        string path = _folder.Write("features.safetensors", "no tensors at all");
        ProgramRun run = AfRun.Of("cross-validate", "--data", path, "--output", _folder.PathOf("out"));
        Assert.Equal(2, run.Code);
        Assert.Contains("features.safetensors", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_the_challenge_are_cross_validated()
    {
        string data = Assets.Require("datasets/cinc2017");
        string output = _folder.PathOf("out");
        ProgramRun run = AfRun.Of("cross-validate", "--data", data, "--records", "8", "--model", "csvm", "--folds", "2", "--output", output);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("16 records (AF 8, Normal 8), 0 skipped", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A folder of records in turn AF and normal, the bad ones, and one of another class.</summary>
    private string WriteChallenge(int good, bool bad, int? fibrillating = null)
    {
        string data = _folder.PathOf("challenge");
        Directory.CreateDirectory(data);
        List<string> lines = ["other,O"];
        for (int i = 0; i < good; i++)
        {
            bool isAf = fibrillating is { } count ? i < count : i % 2 == 0;
            WfdbFiles.Write(data, $"A{i}", 300, ("ECG", WfdbFiles.Beats(isAf ? 220 + (7 * i) : 300, 12 + i)));
            lines.Add($"A{i},{(isAf ? "A" : "N")}");
        }

        if (bad)
        {
            WfdbFiles.Write(data, "slow", 250, ("ECG", WfdbFiles.Beats(250, 10)));
            WfdbFiles.Write(data, "cut", 300, ("ECG", WfdbFiles.Beats(300, 10)));
            string cut = Path.Combine(data, "cut.dat");
            byte[] bytes = File.ReadAllBytes(cut);
            File.Delete(cut);
            File.WriteAllBytes(cut, bytes[..100]);
            lines.InsertRange(0, ["missing,A", "slow,A", "cut,N"]);
        }

        File.WriteAllLines(Path.Combine(data, "REFERENCE.csv"), lines);
        return data;
    }
}
