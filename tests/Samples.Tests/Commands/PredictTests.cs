using System.Globalization;
using System.Text.Json;
using DeepHealth.Samples.Tests.Files;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Commands;

public sealed class PredictTests(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Folder => _folder.PathOf(".");

    [Fact]
    public void Wfdb_record_is_classified_by_its_lead()
        => Check(GeneratedRecord.Wfdb(Folder, "r", 45), "MLII", 45);

    [Fact]
    public void Edf_file_is_classified_by_its_lead()
        => Check(GeneratedRecord.Edf(Folder, "night.edf", 45, "EEG Cz", "EOG", "ECG 1"), "ECG 1", 45);

    [Fact]
    public void Bare_mat_file_is_classified()
        => Check(GeneratedRecord.Mat(Folder, "A1.mat", 45), "signal 0", 45);

    [Fact]
    public void Same_ecg_gives_the_same_answer_in_every_format()
    {
        // Steps of 5 uV in WFDB and of 1 uV in the others: as good as equal.
        double[] wfdb = Overall(Predict(GeneratedRecord.Wfdb(Folder, "r", 30)));
        double[] edf = Overall(Predict(GeneratedRecord.Edf(Folder, "r.edf", 30, "ECG")));
        double[] mat = Overall(Predict(GeneratedRecord.Mat(Folder, "bare.mat", 30)));
        for (int c = 0; c < 4; c++)
        {
            Assert.Equal(edf[c], mat[c], 1e-5);
            Assert.Equal(edf[c], wfdb[c], 0.02);
        }
    }

    [Fact]
    public void Rate_of_a_bare_mat_file_can_be_stated()
    {
        string file = GeneratedRecord.Mat(Folder, "A1.mat", 30);
        JsonElement slow = Predict(file, "--rate", "150").RootElement;
        Assert.Equal(60, slow.GetProperty("windows").EnumerateArray().Last().GetProperty("endSeconds").GetDouble(), 0.02);
    }

    [Fact]
    public void Lead_can_be_named()
    {
        string file = GeneratedRecord.Wfdb(Folder, "r", 30);
        Assert.Equal("PLETH", Predict(file, "--lead", "pleth").RootElement.GetProperty("lead").GetString());
        ProgramRun wrong = ProgramRun.Of("predict", file, "--model", trained.Model, "--lead", "V9");
        Assert.Equal(2, wrong.Code);
        Assert.Contains("\"V9\"", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("\"MLII\"", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_shorter_than_a_window_is_one_window()
    {
        JsonElement[] windows = [.. Predict(GeneratedRecord.Edf(Folder, "short.edf", 9, "ECG")).RootElement.GetProperty("windows").EnumerateArray()];
        Assert.Equal((0.0, 9.0), (windows[0].GetProperty("startSeconds").GetDouble(), windows[0].GetProperty("endSeconds").GetDouble()));
        Assert.Single(windows);
    }

    [Fact]
    public void Table_says_the_same_as_json()
    {
        string file = GeneratedRecord.Wfdb(Folder, "r", 45);
        JsonElement json = Predict(file).RootElement;
        ProgramRun run = ProgramRun.Of("predict", file, "--model", trained.Model);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.StartsWith($"{file}, lead \"MLII\": {json.GetProperty("predicted").GetString()}", lines[0], StringComparison.Ordinal);
        Assert.Equal(["from", "s", "to", "s", "Normal", "AF", "Other", "Noise"], lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        JsonElement[] windows = [.. json.GetProperty("windows").EnumerateArray()];
        Assert.Equal(3 + windows.Length + 1, lines.Length);
        for (int i = 0; i < windows.Length; i++)
        {
            double[] row = [.. lines[3 + i].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
            Assert.Equal(windows[i].GetProperty("startSeconds").GetDouble(), row[0], 0.006);
            Assert.Equal(windows[i].GetProperty("probabilities")[2].GetDouble(), row[4], 0.0001);
        }

        Assert.Contains("whole record", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MLII", 1805.5, "wfdb", "wfdb-python", "100.hea")]
    [InlineData("II", 330, "wfdb", "wfdb-python", "a103l.mat")]
    [InlineData("ECG", 30, "datasets", "cinc2017", "A00006.mat")]
    public void Real_records_are_classified(string lead, double seconds, params string[] path)
        => Check(Assets.Require(path), lead, seconds);

    [Fact]
    public void Real_edf_with_an_ecg_channel_is_classified()
    {
        string file = Assets.Require("aura_golden", "synth_s001_t000.edf");
        JsonElement root = Predict(file).RootElement;
        Assert.Contains("KG", root.GetProperty("lead").GetString()!.Replace("ECG", "EKG", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, Overall(root).Sum(), 1e-5);
    }

    private void Check(string file, string lead, double seconds)
    {
        JsonElement root = Predict(file).RootElement;
        Assert.Equal(file, root.GetProperty("file").GetString());
        Assert.Equal(lead, root.GetProperty("lead").GetString());
        string[] classes = [.. root.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Equal(["Normal", "AF", "Other", "Noise"], classes);
        double[] overall = Overall(root);
        Assert.Equal(classes[Array.IndexOf(overall, overall.Max())], root.GetProperty("predicted").GetString());

        // Windows cover the record without a gap.
        double covered = 0;
        double[] sums = new double[4];
        int count = 0;
        foreach (JsonElement window in root.GetProperty("windows").EnumerateArray())
        {
            double start = window.GetProperty("startSeconds").GetDouble();
            double end = window.GetProperty("endSeconds").GetDouble();
            Assert.InRange(start, 0, covered);
            Assert.Equal(20.48, end - start, 1e-9);
            covered = end;
            double[] probabilities = [.. window.GetProperty("probabilities").EnumerateArray().Select(p => p.GetDouble())];
            Assert.All(probabilities, p => Assert.InRange(p, 0, 1));
            Assert.Equal(1, probabilities.Sum(), 1e-5);
            sums = [.. sums.Zip(probabilities, (a, b) => a + b)];
            count++;
        }

        Assert.Equal(seconds, covered, 0.1);
        for (int c = 0; c < 4; c++)
        {
            Assert.Equal(sums[c] / count, overall[c], 1e-5);
        }
    }

    private JsonDocument Predict(string file, params string[] more)
    {
        ProgramRun run = ProgramRun.Of(["predict", file, "--model", trained.Model, "--json", .. more]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output);
    }

    private static double[] Overall(JsonDocument document) => Overall(document.RootElement);

    private static double[] Overall(JsonElement root) => [.. root.GetProperty("overall").EnumerateArray().Select(p => p.GetDouble())];
}
