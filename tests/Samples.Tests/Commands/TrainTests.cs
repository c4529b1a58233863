using System.Diagnostics;
using System.Text.Json;
using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Commands;

public sealed class TrainTests(TrainedModel trained) : IDisposable
{
    private const int Attempts = 3;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Training_leaves_model_metrics_history_and_report()
    {
        string[] files = [.. Directory.GetFiles(trained.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(["checkpoint.safetensors", "history.csv", "metrics.json", "model.safetensors", "report.html"], files);
        Assert.Contains("challenge F1", trained.Run.Output, StringComparison.Ordinal);
        Assert.Contains("12 records to learn from, 4 to watch, 4 held out", trained.Run.Output, StringComparison.Ordinal);
        Assert.Equal("", trained.Run.Error);
        Assert.Equal(4, trained.Run.Losses.Length);

        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Folder, "metrics.json")));
        JsonElement root = metrics.RootElement;
        Assert.InRange(root.GetProperty("challengeF1").GetDouble(), 0, 1);
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal((2, 5, 4, 4), (root.GetProperty("threads").GetInt32(), root.GetProperty("seed").GetInt32(), root.GetProperty("epochs").GetInt32(), root.GetProperty("batchSize").GetInt32()));
        Assert.Contains("generated", root.GetProperty("dataSource").GetString(), StringComparison.Ordinal);
        JsonElement[] classes = [.. root.GetProperty("classes").EnumerateArray()];
        Assert.Equal(["Normal", "AF", "Other", "Noise"], classes.Select(item => item.GetProperty("name").GetString()));
        Assert.All(classes, item => Assert.InRange(item.GetProperty("f1").GetDouble(), 0, 1));
        Assert.All(classes, item => Assert.InRange(item.GetProperty("auc").GetDouble(), 0, 1));
        Assert.All(classes, item => Assert.Equal(1, item.GetProperty("records").GetInt32()));
        double mean = classes.Take(3).Average(item => item.GetProperty("f1").GetDouble());
        Assert.Equal(mean, root.GetProperty("challengeF1").GetDouble(), 1e-12);
    }

    [Fact]
    public void History_and_report_show_every_epoch()
    {
        string[] rows = File.ReadAllLines(Path.Combine(trained.Folder, "history.csv"));
        Assert.Equal("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds", rows[0]);
        Assert.Equal(["1", "2", "3", "4"], rows.Skip(1).Select(row => row.Split(',')[0]));
        string report = File.ReadAllText(Path.Combine(trained.Folder, "report.html"));
        Assert.Equal(6 - 2, report.Split("<figure class=\"strip\">").Length - 1);
        // Records are standardised: nothing in the report may claim millivolt.
        Assert.DoesNotContain("mm/mV", report, StringComparison.Ordinal);
        Assert.DoesNotContain("1 mV", report, StringComparison.Ordinal);
        Assert.Contains("2.5 mm/SD", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_of_threads_changes_no_bit()
    {
        ProgramRun single = ProgramRun.Of(TrainedModel.Arguments(_folder.PathOf("out"), threads: 1));
        Assert.Equal(0, single.Code);
        Assert.Equal(trained.Run.Losses, single.Losses);
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(_folder.PathOf("out/model.safetensors")));
    }

    [Fact]
    public void Killed_and_resumed_training_ends_with_the_same_model()
    {
        string folder = _folder.PathOf("out");
        // The kill must fall between the first epoch and the end; where the machine was busy, once more.
        bool interrupted = false;
        for (int attempt = 0; attempt < Attempts && !interrupted; attempt++)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            KillAfterFirstCheckpoint(folder);
            interrupted = !File.Exists(Path.Combine(folder, "model.safetensors"));
        }

        Assert.True(interrupted, $"The training ended {Attempts} times before it could be killed.");
        int done = File.ReadAllLines(Path.Combine(folder, "history.csv")).Length - 1;
        Assert.InRange(done, 1, 4);

        ProgramRun resumed = ProgramRun.Of([.. TrainedModel.Arguments(folder, threads: 2), "--resume"]);
        Assert.True(resumed.Code == 0, resumed.Error);
        Assert.Equal(trained.Run.Losses, resumed.Losses);
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(Path.Combine(folder, "model.safetensors")));
        Assert.Equal(5, File.ReadAllLines(Path.Combine(folder, "history.csv")).Length);
    }

    [Fact]
    public void Resuming_with_other_settings_is_refused()
    {
        string folder = _folder.PathOf("changed");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(trained.Folder, "checkpoint.safetensors"), Path.Combine(folder, "checkpoint.safetensors"));
        string[] arguments = [.. TrainedModel.Arguments(folder, threads: 2), "--resume"];
        arguments[Array.IndexOf(arguments, "--epochs") + 1] = "6";
        ProgramRun run = ProgramRun.Of(arguments);
        Assert.Equal(2, run.Code);
        Assert.Contains("epochs 4", run.Error, StringComparison.Ordinal);
        Assert.Contains("epochs 6", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Resuming_without_a_checkpoint_says_so()
    {
        ProgramRun run = ProgramRun.Of([.. TrainedModel.Arguments(_folder.PathOf("fresh"), threads: 2), "--resume"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("starting anew", run.Output, StringComparison.Ordinal);
        Assert.Equal(trained.Run.Losses, run.Losses);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public void Blend_says_how_far_fine_tuned_parameters_move(string blend, bool stays)
    {
        string folder = _folder.PathOf($"blend{blend}");
        ProgramRun run = ProgramRun.Of([.. TrainedModel.Arguments(folder, threads: 2), "--pretrained", trained.Model, "--blend", blend]);
        Assert.True(run.Code == 0, run.Error);
        using SafeTensorsFile before = SafeTensorsFile.Open(trained.Model);
        using SafeTensorsFile after = SafeTensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        Assert.Equal(stays, before.Entries.All(entry => before.Read(entry.Name).ToArray().SequenceEqual(after.Read(entry.Name).ToArray())));
    }

    [Fact]
    public void Help_lists_the_options()
    {
        ProgramRun help = ProgramRun.Of("train", "--help");
        Assert.Equal(0, help.Code);
        foreach (string option in (string[])["--data", "--pretrained", "--epochs", "--batch", "--seed", "--threads", "--subjects", "--held-out", "--folds", "--output", "--resume"])
        {
            Assert.Contains(option, help.Output, StringComparison.Ordinal);
        }
    }

    private static void KillAfterFirstCheckpoint(string folder)
    {
        ProcessStartInfo start = new("dotnet", [typeof(Program).Assembly.Location, .. TrainedModel.Arguments(folder, threads: 2)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string checkpoint = Path.Combine(folder, "checkpoint.safetensors");
        while (!File.Exists(checkpoint) && !process.HasExited)
        {
            Thread.Sleep(1);
        }

        process.Kill();
        process.WaitForExit();
        Assert.True(File.Exists(checkpoint), process.StandardError.ReadToEnd());
    }
}
