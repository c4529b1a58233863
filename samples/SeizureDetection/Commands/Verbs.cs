using System.CommandLine;
using DeepHealth.Samples.SeizureDetection.Corpus;

namespace DeepHealth.Samples.SeizureDetection.Commands;

/// <summary>The verbs: one per step, and one for all.</summary>
internal static class Verbs
{
    public static IEnumerable<Command> Create()
    {
        SharedOptions options = new();
        Option[] step = [options.Data, options.Output, options.Workers, options.Metrics];
        Option[] training = [options.Folds, options.TestShare, options.WholeGrid, options.Sentinel, options.Seed];
        yield return Generate(options);
        yield return Step("rr", "Finds beats: rr_<exam>.csv.", options, step, (flow, _) => flow.Rr());
        yield return Step("features", "Computes heart rate variability second by second: feats_<exam>.csv.", options, [.. step, options.Compat], (flow, _) => flow.Features());
        yield return Step("label", "Adds the annotations: cons_<exam>.csv.", options, step, (flow, _) => flow.Label());
        yield return Step("dataset", "Joins all exams: df_ml.csv.", options, step, (flow, _) => flow.Dataset());
        yield return Step("train", "Trains a random forest, split by patient.", options, [.. step, .. training], (flow, parsed) => flow.Train(options.Training(parsed)));
        yield return Step("evaluate", "Judges the forest by patients it has not seen.", options, step, (flow, _) => flow.Evaluate());
        yield return Step("import", "Copies beats and annotations into PostgreSQL.", options, [.. step, options.Connection], (flow, parsed) => flow.Import(
            parsed.GetValue(options.Connection) ?? throw new UsageException("import needs --postgres with a connection, such as Host=localhost;Username=grafana;Database=seizures.")));
        yield return Step("report", "Writes the viewer (HTML) and the dashboard for Grafana (JSON).", options, step, (flow, _) => flow.Report());
        yield return Run(options, step, training);
        yield return BenchCommand.Create();
    }

    private static Command Generate(SharedOptions options)
    {
        Command command = new("generate", "Generates a corpus.") { options.Data, options.Files, options.Patients, options.Minutes, options.Seed, options.HasDefects, options.Workers };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetValue(options.Data)!;
            GeneratedCorpus.Ensure(folder, options.Corpus(parsed), parsed.GetValue(options.Workers), Console.Out);
            return ExitCodes.Good;
        });
        return command;
    }

    private static Command Step(string name, string description, SharedOptions options, Option[] own, Func<Workflow, ParseResult, Workflow> run)
    {
        Command command = new(name, description);
        foreach (Option option in own)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => run(new Workflow(options.Settings(parsed), Console.Out), parsed).Finish());
        return command;
    }

    private static Command Run(SharedOptions options, Option[] step, Option[] training)
    {
        Command command = new("run", "All steps. Generates the corpus where --data is not given; imports where --postgres is.");
        foreach (Option option in (Option[])[.. step, options.Compat, .. training, options.Connection, options.Files, options.Patients, options.Minutes, options.HasDefects])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            Settings settings = options.Settings(parsed);
            if (parsed.GetResult(options.Data) is null or { Implicit: true })
            {
                CorpusOptions corpus = options.Corpus(parsed);
                settings = settings with { Data = Path.Combine(settings.Output, "corpus") };
                GeneratedCorpus.Ensure(settings.Data, corpus, settings.Workers, Console.Out);
            }

            Workflow flow = new Workflow(settings, Console.Out).Rr().Features().Label().Dataset().Train(options.Training(parsed)).Evaluate().Report();
            return (parsed.GetValue(options.Connection) is { } connection ? flow.Import(connection) : flow).Finish();
        });
        return command;
    }
}
