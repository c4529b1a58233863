using System.Text.Json;
using DeepHealth.Learning.Tests.Files;
using DeepHealth.Samples.Tests.Files;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Training;

/// <summary>The verb train on small folders in the layouts of real data.</summary>
public sealed class RealDataTests(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Challenge_folder_is_cross_validated_and_fine_tuned()
    {
        string data = _folder.PathOf("challenge");
        Directory.CreateDirectory(data);
        string[] classes = ["N", "A", "O", "~"];
        for (int i = 0; i < 8; i++)
        {
            WfdbFiles.Write(data, $"A{i}", 300, ("ECG", WfdbFiles.Beats(300, 9 + i)));
        }

        File.WriteAllLines(Path.Combine(data, "REFERENCE.csv"), Enumerable.Range(0, 8).Select(i => $"A{i},{classes[i % 4]}"));
        ProgramRun run = ProgramRun.Of(
            "train", "--data", data + Path.DirectorySeparatorChar, "--pretrained", trained.Model, "--folds", "2", "--epochs", "1", "--batch", "4", "--output", _folder.PathOf("out"));
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("CinC 2017 folder challenge: 8 records (Normal 2, AF 2, Other 2, Noise 2)", run.Output, StringComparison.Ordinal);
        Assert.Contains("fold 2/2: 4 records to learn from, 4 held out", run.Output, StringComparison.Ordinal);
        Assert.Contains("fine-tuned", run.Output, StringComparison.Ordinal);
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("out/metrics.json")));
        Assert.Equal(8, metrics.RootElement.GetProperty("classes").EnumerateArray().Sum(item => item.GetProperty("records").GetInt32()));
        Assert.Equal("CinC 2017 folder challenge", metrics.RootElement.GetProperty("dataSource").GetString());
        Assert.Equal(trained.Model, metrics.RootElement.GetProperty("pretrained").GetString());
    }

    [Fact]
    public void Annotated_folder_is_cross_validated_by_record()
    {
        string data = _folder.PathOf("mitbih");
        Directory.CreateDirectory(data);
        for (int r = 0; r < 2; r++)
        {
            WfdbFiles.Write(data, $"10{r}", 360, ("MLII", WfdbFiles.Beats(360, 45)));
            WfdbFiles.Annotate(data, $"10{r}", Enumerable.Range(0, 45).Select(s => ((s * 360) + 180, s < 20 ? WfdbFiles.Normal : WfdbFiles.Ventricular, "")));
        }

        ProgramRun run = ProgramRun.Of("train", "--data", data, "--folds", "2", "--epochs", "1", "--batch", "2", "--output", _folder.PathOf("out"));
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("annotated WFDB folder mitbih: 4 records (Normal 2, AF 0, Other 2, Noise 0)", run.Output, StringComparison.Ordinal);
        Assert.Contains("fold 1/2: 2 records to learn from, 2 held out", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Heartbeat_rows_are_learnt_and_their_model_takes_no_recording()
    {
        // Two shapes that nothing but their sign tells apart.
        string rows = string.Concat(Enumerable.Range(0, 24).Select(i => $"{1 + (i % 2)} " + string.Join(
            ' ', Enumerable.Range(0, 64).Select(t => FormattableString.Invariant($"{(i % 2 == 0 ? 1 : -1) * Math.Exp(-(t - 30.0 - (i / 4)) * (t - 30.0 - (i / 4)) / 20):F4}"))) + "\n"));
        ProgramRun run = ProgramRun.Of(
            "train", "--data", _folder.Write("beats.txt", rows), "--folds", "2", "--epochs", "12", "--batch", "4", "--output", _folder.PathOf("out"));
        Assert.True(run.Code == 0, run.Error);
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("out/metrics.json")));
        Assert.Equal(JsonValueKind.Null, metrics.RootElement.GetProperty("challengeF1").ValueKind);
        Assert.True(metrics.RootElement.GetProperty("accuracy").GetDouble() > 0.9);
        ProgramRun recording = ProgramRun.Of("predict", GeneratedRecord.Edf(_folder.PathOf("."), "r.edf", 10, "ECG"), "--model", _folder.PathOf("out/model.safetensors"));
        Assert.Equal(2, recording.Code);
        Assert.Contains("single heartbeats", recording.Error, StringComparison.Ordinal);
        string report = File.ReadAllText(_folder.PathOf("out/report.html"));
        Assert.DoesNotContain("mm/s", report, StringComparison.Ordinal);
        Assert.DoesNotContain("mV", report, StringComparison.Ordinal);
    }
}
