using DeepHealth.Samples.Tests.Seizure;
using DeepHealth.TestKit;
using Xunit;

[assembly: AssemblyFixture(typeof(SeizureCorpus))]

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>A small generated corpus with ten defective files, and the output of a run over it, made once for all tests.</summary>
public sealed class SeizureCorpus : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<SeizureRun> _corpus;
    private readonly Lazy<SeizureRun> _run;

    public SeizureCorpus()
    {
        _corpus = new Lazy<SeizureRun>(() => SeizureRun.Of("generate", "--data", PathOf("corpus"), "--files", "20", "--patients", "5", "--minutes", "3", "--seed", "2", "--defects"));
        _run = new Lazy<SeizureRun>(() => SeizureRun.Of("run", "--data", Data, "--output", PathOf("work"), "--workers", "1"));
    }

    internal SeizureRun Run => _run.Value;

    /// <summary>Root of the corpus.</summary>
    public string Data
    {
        get
        {
            Assert.True(_corpus.Value.Code == 0, _corpus.Value.Error);
            return PathOf("corpus");
        }
    }

    /// <summary>Output of the run.</summary>
    public string Output
    {
        get
        {
            Assert.True(Run.Code == 3, Run.Output + Run.Error);
            return PathOf("work");
        }
    }

    /// <summary>A path that no other test uses.</summary>
    public string PathOf(string name) => _folder.PathOf(name);

    public void Dispose() => _folder.Dispose();
}
