using DeepHealth.Samples.Tests;
using DeepHealth.TestKit;
using Xunit;

[assembly: AssemblyFixture(typeof(TrainedModel))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace DeepHealth.Samples.Tests;

/// <summary>A tiny training, run once for all tests: enough to have every file, not enough to be right.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<ProgramRun> _run;

    public TrainedModel()
    {
        _run = new Lazy<ProgramRun>(() => ProgramRun.Of(Arguments(_folder.Path, threads: 2)));
    }

    internal ProgramRun Run => _run.Value;

    /// <summary>The output folder.</summary>
    public string Folder
    {
        get
        {
            Assert.True(Run.Code == 0, Run.Error);
            return _folder.Path;
        }
    }

    public string Model => Path.Combine(Folder, "model.safetensors");

    /// <summary>The arguments of the run, for others that must give the same.</summary>
    public static string[] Arguments(string folder, int threads)
        => ["train", "--subjects", "3", "--held-out", "1", "--epochs", "4", "--batch", "4", "--seed", "5", "--threads", $"{threads}", "--output", folder];

    public void Dispose() => _folder.Dispose();
}
