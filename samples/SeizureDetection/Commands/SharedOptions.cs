using System.CommandLine;

namespace DeepHealth.Samples.SeizureDetection.Commands;

/// <summary>Options that several verbs have.</summary>
internal sealed class SharedOptions
{
    public static readonly string DefaultData = Path.Combine("out", "seizure", "corpus");

    public Option<string> Data { get; } = new("--data") { Description = "Root of the corpus: .edf with .tse_bi or .csv_bi beside them.", DefaultValueFactory = _ => DefaultData };

    public Option<string> Output { get; } = new("--output", "-o") { Description = "Folder for all results.", DefaultValueFactory = _ => Path.Combine("out", "seizure", "work") };

    public Option<int> Workers { get; } = AtLeastOne("--workers", "Files at a time; results do not depend on it.", Environment.ProcessorCount);

    public Option<bool> Compat { get; } = new("--compat") { Description = "Time axis of the original: features count from the first beat, not from the first sample." };

    public Option<string?> Metrics { get; } = new("--metrics") { Description = "File for Prometheus metrics in text format." };

    public Option<string?> Connection { get; } = new("--postgres") { Description = "Connection of the import, such as Host=localhost;Username=grafana;Database=seizures." };

    public Option<int> Folds { get; } = AtLeastOne("--folds", "Folds of the grid search, by patient.", 3);

    public Option<double> TestShare { get; } = Share("--test-share", "Share of patients kept for the evaluation.", 0.25);

    public Option<bool> WholeGrid { get; } = new("--whole-grid") { Description = "Try all 100 candidates of the original, not six." };

    public Option<bool> Sentinel { get; } = new("--sentinel") { Description = "Missing values become -999 as in the original, not the median of the training patients." };

    public Option<ulong> Seed { get; } = new("--seed") { Description = "Seed of all draws.", DefaultValueFactory = _ => 1 };

    public Option<int> Files { get; } = AtLeastOne("--files", "Recordings to generate.", 24);

    public Option<int> Patients { get; } = AtLeastOne("--patients", "Patients who share the recordings.", 8);

    public Option<double> Minutes { get; } = new Option<double>("--minutes") { Description = "Length of a generated recording, from 1 to 1440.", DefaultValueFactory = _ => 10 };

    public Option<bool> HasDefects { get; } = new("--defects") { Description = "Damage ten of the generated recordings, each in another way." };

    /// <summary>The options that all steps share.</summary>
    public Settings Settings(ParseResult parsed) => new(
        parsed.GetValue(Data)!, parsed.GetValue(Output)!, parsed.GetValue(Workers), parsed.GetValue(Compat), parsed.GetValue(Metrics));

    public Learning.TrainOptions Training(ParseResult parsed) => new(
        parsed.GetValue(Folds), parsed.GetValue(TestShare), parsed.GetValue(WholeGrid), parsed.GetValue(Sentinel), parsed.GetValue(Seed));

    public Corpus.CorpusOptions Corpus(ParseResult parsed)
    {
        double minutes = parsed.GetValue(Minutes);
        return minutes is >= 1 and <= 1440
            ? new(parsed.GetValue(Files), parsed.GetValue(Patients), minutes, parsed.GetValue(Seed), parsed.GetValue(HasDefects))
            : throw new UsageException(FormattableString.Invariant($"--minutes is {minutes}, but must lie from 1 to 1440."));
    }

    private static Option<int> AtLeastOne(string name, string description, int value)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int given) && given < 1)
            {
                result.AddError($"{name} is {given}, but must be at least 1.");
            }
        });
        return option;
    }

    private static Option<double> Share(string name, string description, double value)
    {
        Option<double> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out double given) && !(given > 0 && given <= 0.5))
            {
                result.AddError(FormattableString.Invariant($"{name} is {given}, but must lie above 0 and up to 0.5."));
            }
        });
        return option;
    }
}
