using System.Diagnostics;
using DeepHealth.Samples.SeizureDetection;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using Xunit;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>Runs that end before their time.</summary>
public sealed class SeizureInterruptionTests(SeizureCorpus corpus)
{
    [Fact]
    public void Killed_again_and_again_and_then_finished_gives_the_same_bytes()
    {
        string output = corpus.PathOf("killed");
        Random random = new(Environment.ProcessId);
        int delay = 0;
        for (int kill = 0; kill < 5; kill++)
        {
            // Whenever it dies, the result must be the same: the moment is drawn anew in every test run.
            delay += random.Next(100, 400);
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "run", "--data", corpus.Data, "--output", output, "--workers", "2"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.WaitForExit(delay);
            process.Kill();
            process.WaitForExit();
        }

        Assert.Equal(3, SeizureRun.Of("run", "--data", corpus.Data, "--output", output).Code);
        Assert.Equal(SeizureRun.Snapshot(corpus.Output), SeizureRun.Snapshot(output));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void Cancelled_after_some_files_goes_on_where_it_stopped(int files)
    {
        Workspace workspace = new(corpus.PathOf($"cancelled-{files}"));
        IReadOnlyList<Exam> exams = ExamCatalog.Scan(corpus.Data, 1).Exams;
        using CancellationTokenSource source = new();
        StepMetrics metrics = new();
        Assert.ThrowsAny<OperationCanceledException>(() => new StepRunner(1, metrics, new CancelAfter(files, source), source.Token).Run(new RrStep(workspace), exams));
        File.WriteAllText(Path.Combine(workspace.Root, "rr", ".rr_x.csv.abc.tmp"), "half a fi");
        StepOutcome outcome = new StepRunner(2, metrics, new CancelAfter(int.MaxValue, source)).Run(new RrStep(new Workspace(workspace.Root)), exams);
        Assert.InRange(outcome.Resumed, 1, files);
        Assert.Equal(SeizureRun.Snapshot(Path.Combine(corpus.Output, "rr")), SeizureRun.Snapshot(Path.Combine(workspace.Root, "rr")));
    }

    private sealed class CancelAfter(int files, CancellationTokenSource source) : IStepProgress
    {
        private int _finished;

        public void Begin(string step, int count)
        {
        }

        public void Advance()
        {
            if (Interlocked.Increment(ref _finished) == files)
            {
                source.Cancel();
            }
        }

        public void End()
        {
        }
    }
}
