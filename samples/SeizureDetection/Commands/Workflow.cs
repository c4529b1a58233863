using DeepHealth.Samples.SeizureDetection.Database;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Learning;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using DeepHealth.Samples.SeizureDetection.Report;

namespace DeepHealth.Samples.SeizureDetection.Commands;

/// <summary>Runs steps, tells what they did and keeps the list of bad files.</summary>
internal sealed class Workflow
{
    private readonly Settings _settings;
    private readonly TextWriter _output;
    private readonly Workspace _workspace;
    private readonly StepMetrics _metrics = new();
    private readonly ConsoleProgress _progress = new();
    private readonly CancellationToken _cancellation;
    private readonly ExamCatalog _catalog;
    private IReadOnlyList<BadFile> _bad;

    public Workflow(Settings settings, TextWriter output, CancellationToken cancellation = default)
    {
        _settings = settings;
        _output = output;
        _cancellation = cancellation;
        _catalog = ExamCatalog.Scan(settings.Data, settings.Workers);
        _workspace = new Workspace(settings.Output);
        _bad = BadFileTable.Replace(_workspace.BadFiles, ExamCatalog.Step, _catalog.Bad);
        foreach (BadFile file in _catalog.Bad)
        {
            _metrics.Count(ExamCatalog.Step, "bad", TimeSpan.Zero);
        }

        output.WriteLine($"scan      {_catalog.Exams.Count} exams of {_catalog.Exams.Select(exam => exam.Patient).Distinct().Count()} patients, {_catalog.Bad.Count} bad files");
        if (_catalog.Exams.Count == 0)
        {
            throw new UsageException($"\"{settings.Data}\" holds no exam that can be used; {_catalog.Bad.Count} bad files are listed in \"{_workspace.BadFiles}\".");
        }
    }

    public Workflow Rr() => Exams(new RrStep(_workspace), "rr");

    public Workflow Features() => Exams(new FeatureStep(_workspace, _settings.IsCompatible), "rr");

    public Workflow Label() => Exams(new LabelStep(_workspace), "features");

    public Workflow Dataset() => Whole("dataset", () => DatasetTable.Write(_workspace, _catalog.Exams, _settings.Workers), _workspace.Dataset);

    public Workflow Train(TrainOptions options) => Whole("train", () => ForestTraining.Run(_workspace, options, _settings.Workers), _workspace.Model);

    public Workflow Evaluate()
    {
        EventScore score = default;
        Whole("evaluate", () => (score = Evaluation.Run(_workspace)).Hours > 0, _workspace.Scores);
        _output.WriteLine(FormattableString.Invariant(
            $"          {score.Detected} of {score.Seizures} seizures detected, {score.FalseAlarms} false alarms in {score.Hours:F2} h ({score.FalseAlarmsPerHour:F2}/h), event F1 {score.F1:F3}"));
        return this;
    }

    public Workflow Report()
    {
        Whole("report", () => Viewer.Write(_workspace, _catalog.Exams, _bad) > 0, _workspace.Report);
        return Whole("dashboard", WriteDashboard, _workspace.Dashboard);
    }

    public Workflow Import(string connection)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Importer importer = new(_workspace, connection);
        Tell(Importer.Step, importer.Run(_catalog.Exams, _settings.Workers, _metrics, _progress));
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        _output.WriteLine(FormattableString.Invariant($"          {importer.Rows} rows in {seconds:F2} s: {importer.Rows / seconds:F0} rows/s"));
        return this;
    }

    /// <summary>Lists the bad files and writes the metrics.</summary>
    /// <returns>The exit code.</returns>
    public int Finish()
    {
        if (_settings.MetricsFile is { } path)
        {
            _metrics.Write(path);
        }

        if (_bad.Count == 0)
        {
            return ExitCodes.Good;
        }

        _output.WriteLine($"{_bad.Count} bad files, listed in {_workspace.BadFiles}:");
        foreach (BadFile file in _bad)
        {
            _output.WriteLine($"  {file.File} [{file.Step}] {file.Reason}");
        }

        return ExitCodes.SomeBad;
    }

    private Workflow Exams(ExamStep step, string before)
    {
        if (step.Name != before && !_catalog.Exams.Any(step.HasInput))
        {
            throw new UsageException($"No exam is ready for {step.Name}; run {before} first.");
        }

        Tell(step.Name, new StepRunner(_settings.Workers, _metrics, _progress, _cancellation).Run(step, _catalog.Exams));
        return this;
    }

    private void Tell(string step, StepOutcome outcome)
    {
        _bad = BadFileTable.Replace(_workspace.BadFiles, step, outcome.Bad);
        _output.WriteLine($"{step,-9} {outcome.Done} done, {outcome.Resumed} were finished, {outcome.Bad.Count} bad");
    }

    private Workflow Whole(string step, Func<bool> work, string result)
    {
        _cancellation.ThrowIfCancellationRequested();
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        bool done = work();
        _metrics.Count(step, done ? "done" : "resumed", System.Diagnostics.Stopwatch.GetElapsedTime(start));
        _output.WriteLine($"{step,-9} {(done ? "wrote" : "had")} {result}");
        return this;
    }

    private bool WriteDashboard()
    {
        Numerics.AtomicFile.WriteText(_workspace.Dashboard, Database.Dashboard.ToText());
        return true;
    }
}
