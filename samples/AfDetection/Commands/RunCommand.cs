using System.CommandLine;
using System.Diagnostics;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Evaluation;
using DeepHealth.Samples.AfDetection.Report;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>The verb run: everything, one after the other.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        AfOptions options = new();
        IEnumerable<Option> all = [.. options.Data, .. options.Models, options.Folds, options.Institutions];
        return options.Verb("run", "Prepares records, cross-validates the models, merges forests, and fits the models to all records.", all, settings =>
        {
            long start = Stopwatch.GetTimestamp();
            FeatureSet set = RecordLoading.Load(settings, Console.Out);
            IReadOnlyList<ModelScore> scores = CrossValidateCommand.Judge(set, settings, Console.Out);
            FederatedScore federated = FederateCommand.Merge(set, settings, Console.Out);
            ModelTrainer.Run(set, settings, Console.Out);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            ResultFiles.Write(new AfResult(set, settings, scores, federated, seconds));
            Console.Out.WriteLine(FormattableString.Invariant($"done in {seconds:F1} s; report {Path.Combine(settings.Output, ResultFiles.Report)}"));
            return RecordLoading.ExitCode(set);
        });
    }
}
