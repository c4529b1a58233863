using System.CommandLine;
using DeepHealth.Samples.AfDetection.Models;
using DeepHealth.Samples.EcgArrhythmia.Commands;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>The options that verbs share; each verb adds those that it uses.</summary>
internal sealed class AfOptions
{
    private static readonly AfSettings s_defaults = new();

    private readonly Option<string?> _data = new("--data") { Description = "Folder in CinC 2017 layout, or features that prepare wrote; generated records where omitted." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Folder for results.", DefaultValueFactory = _ => s_defaults.Output };
    private readonly Option<int> _records = Number("--records", 0, 0, "Most records per class; 0 for all of a folder, or 200 generated ones.");
    private readonly Option<double> _noise = new Option<double>("--noise") { Description = "Noise of generated records, as a multiple of that of real ones.", DefaultValueFactory = _ => s_defaults.Noise }.Positive();
    private readonly Option<bool> _unbalanced = new("--unbalanced") { Description = "Keep all records of the larger class in place of as many as the smaller has." };
    private readonly Option<ModelKind[]> _models = new("--model") { Description = "Model: knn, csvm, rf or cnn; may be repeated. All where omitted.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _folds = Number("--folds", s_defaults.Folds, 2, "Folds of the cross-validation.");
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of records, choice, folds and models.", DefaultValueFactory = _ => s_defaults.Seed };
    private readonly Option<int> _threads = Number("--threads", s_defaults.Threads, 1, "Threads; no result depends on it.");
    private readonly Option<double> _variance = new Option<double>("--variance") { Description = "Share of the variance that principal components explain.", DefaultValueFactory = _ => s_defaults.Variance }.Positive().Share();
    private readonly Option<int> _neighbors = Number("--neighbors", s_defaults.Neighbors, 1, "knn: neighbours that vote.");
    private readonly Option<int> _trees = Number("--trees", s_defaults.Trees, 1, "rf: trees of a forest.");
    private readonly Option<int> _parts = Number("--parts", s_defaults.Parts, 1, "csvm: parts of the cascade; a quarter of the records at most.");
    private readonly Option<bool> _grid = new("--grid") { Description = "csvm: search kernel, price and tolerance within the training records." };
    private readonly Option<int> _institutions = Number("--institutions", s_defaults.Institutions, 2, "Institutions whose forests are merged.");
    private readonly Option<NetworkSize> _network = new("--network") { Description = "cnn: small, or original with 19.5 million parameters.", DefaultValueFactory = _ => s_defaults.Network };
    private readonly Option<int> _epochs = Number("--epochs", s_defaults.Epochs, 1, "cnn: passes over the records.");
    private readonly Option<int> _batch = Number("--batch", s_defaults.BatchSize, 1, "cnn: records per step.");

    /// <summary>Options that choose records.</summary>
    public IEnumerable<Option> Data => [_data, _output, _records, _noise, _unbalanced, _seed, _threads];

    /// <summary>Options of the models, with the choice of them.</summary>
    public IEnumerable<Option> Models => [_models, _variance, _neighbors, _trees, _parts, _grid, _network, _epochs, _batch];

    /// <summary>Options of merged forests alone.</summary>
    public IEnumerable<Option> Forests => [_institutions, _trees, _variance];

    /// <summary>Option of the cross-validation.</summary>
    public Option Folds => _folds;

    /// <summary>Option of the number of institutions.</summary>
    public Option Institutions => _institutions;

    /// <summary>Makes a verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="options">Options that it takes.</param>
    /// <param name="run">The work; returns the exit code.</param>
    public Command Verb(string name, string description, IEnumerable<Option> options, Func<AfSettings, int> run)
    {
        Command command = new(name, description);
        HashSet<Option> taken = [.. options];
        foreach (Option option in taken)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            T Of<T>(Option<T> option, T fallback) => taken.Contains(option) ? parsed.GetValue(option)! : fallback;
            ModelKind[] models = Of(_models, []);
            return run(new AfSettings
            {
                Data = Of(_data, null),
                Output = Of(_output, s_defaults.Output),
                Records = Of(_records, 0),
                Noise = Of(_noise, s_defaults.Noise),
                IsBalanced = !Of(_unbalanced, false),
                Models = models.Length == 0 ? s_defaults.Models : [.. models.Distinct()],
                Folds = Of(_folds, s_defaults.Folds),
                Seed = Of(_seed, s_defaults.Seed),
                Threads = Of(_threads, s_defaults.Threads),
                Variance = Of(_variance, s_defaults.Variance),
                Neighbors = Of(_neighbors, s_defaults.Neighbors),
                Trees = Of(_trees, s_defaults.Trees),
                Parts = Of(_parts, s_defaults.Parts),
                SearchGrid = Of(_grid, s_defaults.SearchGrid),
                Institutions = Of(_institutions, s_defaults.Institutions),
                Network = Of(_network, s_defaults.Network),
                Epochs = Of(_epochs, s_defaults.Epochs),
                BatchSize = Of(_batch, s_defaults.BatchSize),
            });
        });
        return command;
    }

    private static Option<int> Number(string name, int value, int least, string description)
        => new Option<int>(name) { Description = $"{description} At least {least}.", DefaultValueFactory = _ => value }.AtLeast(least);
}
