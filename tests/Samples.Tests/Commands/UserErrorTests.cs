using DeepHealth.Eddl;
using DeepHealth.Learning.Tests.Files;
using DeepHealth.Samples.Tests.Files;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Commands;

/// <summary>Whatever a user gets wrong ends with one sentence and exit code 2.</summary>
public sealed class UserErrorTests(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Folder => _folder.PathOf(".");

    [Theory]
    [InlineData("gone.edf")]
    [InlineData("gone.hea")]
    [InlineData("gone.mat")]
    [InlineData("gone")]
    public void Missing_file(string name) => PredictRefuses(_folder.PathOf(name), name);

    [Theory]
    [InlineData("empty.edf")]
    [InlineData("empty.hea")]
    [InlineData("empty.mat")]
    public void Empty_file(string name) => PredictRefuses(_folder.Write(name, ""), name);

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("ecg.csv")]
    public void Wrong_extension(string name) => PredictRefuses(_folder.Write(name, "0.1,0.2"), "extension");

    [Theory]
    [InlineData("text.edf")]
    [InlineData("text.hea")]
    [InlineData("text.mat")]
    public void File_of_another_kind(string name)
        => PredictRefuses(_folder.Write(name, string.Concat(Enumerable.Repeat("This is no signal at all. ", 40))), name);

    [Fact]
    public void Folder_in_place_of_a_file() => PredictRefuses(Folder, Folder);

    [Fact]
    public void Truncated_signal_files()
    {
        string header = GeneratedRecord.Wfdb(Folder, "cut", 30);
        Cut(_folder.PathOf("cut.dat"));
        PredictRefuses(header, "cut.dat");
        string edf = GeneratedRecord.Edf(Folder, "cut.edf", 30, "ECG");
        Cut(edf);
        PredictRefuses(edf, "cut.edf");
        string mat = GeneratedRecord.Mat(Folder, "bare.mat", 30);
        Cut(mat);
        PredictRefuses(mat, "bare.mat");
        File.Delete(_folder.PathOf("cut.dat"));
        PredictRefuses(header, "cut.dat");
    }

    [Fact]
    public void Recording_without_ecg()
    {
        string edf = GeneratedRecord.Edf(Folder, "sleep.edf", 30, "EEG Fp1-REF", "EEG Cz-REF", "EOG");
        PredictRefuses(edf, "no ECG lead");
        PredictRefuses(edf, "\"EEG Cz-REF\"");
        PredictRefuses(WfdbFiles.Write(Folder, "none", 300), "no ECG lead: it holds no signals");
        PredictRefuses(GeneratedRecord.Edf(Folder, "cap.edf", 10, [.. Enumerable.Range(1, 20).Select(i => $"D{i}")]), "\"D12\" and 8 more");
    }

    [Fact]
    public void Real_recording_without_ecg()
        => PredictRefuses(Assets.Require("edf", "mne", "test.edf"), "no ECG lead");

    [Fact]
    public void Too_little_signal()
    {
        PredictRefuses(GeneratedRecord.Edf(Folder, "brief.edf", 2, "ECG"), "2.00 s");
        PredictRefuses(WfdbFiles.Write(Folder, "lost", 300, ("ECG", [.. Enumerable.Repeat(double.NaN, 6000)])), "missing");
        PredictRefuses(WfdbFiles.Write(Folder, "slow", 1, ("ECG", new double[6000])), "1 Hz");
    }

    [Fact]
    public void Missing_and_damaged_models()
    {
        string file = GeneratedRecord.Mat(Folder, "A1.mat", 30);
        Refuses("gone.safetensors", "predict", file, "--model", _folder.PathOf("gone.safetensors"));
        byte[] good = File.ReadAllBytes(trained.Model);
        Refuses("bad.safetensors", "predict", file, "--model", _folder.Write("bad.safetensors", good.AsSpan(0, good.Length / 2)));
        Refuses("bad.safetensors", "predict", file, "--model", _folder.Write("bad.safetensors", "no model"));
        Refuses("bad.safetensors", "predict", file, "--model", _folder.Write("bad.safetensors", ""));
        string foreign = _folder.PathOf("foreign.safetensors");
        SafeTensors.Write(foreign, [new NamedTensor("x", Tensor.Zeros([2]))]);
        Refuses("no model of this program", "predict", file, "--model", foreign);
        Dictionary<string, string> settings = new() { ["format"] = "deephealth.ecg-arrhythmia.1", ["rateHz"] = "100", ["window"] = "2048", ["classes"] = "a,b", ["prepared"] = "true" };
        SafeTensors.Write(foreign, [new NamedTensor("x", Tensor.Zeros([2]))], settings);
        Refuses("foreign.safetensors", "predict", file, "--model", foreign);
        SafeTensors.Write(foreign, [new NamedTensor("x", Tensor.Zeros([2]))], new Dictionary<string, string>(settings) { ["rateHz"] = "-1" });
        Refuses("no model of this program", "predict", file, "--model", foreign);
        Refuses("gone.safetensors", "train", "--subjects", "2", "--held-out", "1", "--pretrained", _folder.PathOf("gone.safetensors"), "--output", _folder.PathOf("out"));
    }

    [Theory]
    [InlineData("--epochs", "train", "--epochs", "0")]
    [InlineData("--epochs", "train", "--epochs", "many")]
    [InlineData("--epochs", "train", "--epochs", "99999999999")]
    [InlineData("--epochs", "train", "--epochs")]
    [InlineData("--rate", "train", "--rate", "fast")]
    [InlineData("--batch", "train", "--batch", "1")]
    [InlineData("--threads", "train", "--threads", "0")]
    [InlineData("--rate", "train", "--rate", "-1")]
    [InlineData("--rate", "train", "--rate", "NaN")]
    [InlineData("--blend", "train", "--blend", "-0.1")]
    [InlineData("--blend", "train", "--blend", "1.5")]
    [InlineData("--blend", "train", "--blend", "NaN")]
    [InlineData("--subjects", "train", "--subjects", "1")]
    [InlineData("--held-out", "train", "--held-out", "0")]
    [InlineData("--folds", "train", "--folds", "1")]
    [InlineData("--seed", "train", "--seed", "-5")]
    [InlineData("--colour", "train", "--colour", "red")]
    [InlineData("--rate", "predict", "x.mat", "--rate", "0")]
    [InlineData("--rate", "predict", "x.mat", "--rate", "Infinity")]
    [InlineData("predict", "predict")]
    [InlineData("", "teach")]
    public void Wrong_options(string named, params string[] args)
    {
        ProgramRun run = ProgramRun.Of(args);
        Assert.Equal(2, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_none_of_the_known_layouts()
    {
        string output = _folder.PathOf("out");
        Refuses("gone", "train", "--data", _folder.PathOf("gone"), "--output", output);
        Refuses("REFERENCE.csv", "train", "--data", Folder, "--output", output);
        Refuses("line 1", "train", "--data", _folder.Write("story.txt", "Once upon a time"), "--output", output);
        Refuses("one class", "train", "--data", _folder.Write("same.txt", "1 2 3\n1 4 5\n"), "--output", output);
        Refuses("--resume", "train", "--data", Folder, "--resume", "--output", output);
    }

    [Fact]
    public void More_folds_than_subjects()
    {
        WfdbFiles.Write(Folder, "A1", 300, ("ECG", WfdbFiles.Beats(300, 10)));
        WfdbFiles.Write(Folder, "A2", 300, ("ECG", WfdbFiles.Beats(300, 10)));
        _folder.Write("REFERENCE.csv", "A1,N\nA2,A\n");
        Refuses("2 subjects", "train", "--data", Folder, "--folds", "3", "--output", _folder.PathOf("out"));
        _folder.Write("REFERENCE.csv", "A1,N\nA2,Z\n");
        Refuses("line 2", "train", "--data", Folder, "--output", _folder.PathOf("out"));
    }

    [Fact]
    public void Output_folder_that_is_a_file()
        => Refuses("taken", "train", "--subjects", "2", "--held-out", "1", "--output", _folder.Write("taken", "x"));

    [Fact]
    public void Damaged_checkpoint()
    {
        _folder.Write("checkpoint.safetensors", "torn");
        Refuses("checkpoint.safetensors", "train", "--subjects", "2", "--held-out", "1", "--resume", "--output", Folder);
        Refuses("seed", "train", "--subjects", "2", "--held-out", "1", "--resume", "--seed", "6", "--output", CopyOfCheckpoint());
    }

    private string CopyOfCheckpoint()
    {
        File.Copy(Path.Combine(trained.Folder, "checkpoint.safetensors"), _folder.PathOf("checkpoint.safetensors"), overwrite: true);
        return Folder;
    }

    private static void Cut(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length - 1001)]);
    }

    private void PredictRefuses(string file, string named) => Refuses(named, "predict", file, "--model", trained.Model);

    private static void Refuses(string named, params string[] args)
    {
        ProgramRun run = ProgramRun.Of(args);
        Assert.True(run.Code == 2, $"{string.Join(' ', args)} gave {run.Code}: {run.Output}{run.Error}");
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", run.Error, StringComparison.Ordinal);
    }
}
