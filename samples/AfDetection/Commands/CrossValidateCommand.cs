using System.CommandLine;
using System.Diagnostics;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Evaluation;
using DeepHealth.Samples.AfDetection.Report;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>The verb cross-validate: judges models by records that they have not seen.</summary>
internal static class CrossValidateCommand
{
    public static Command Create()
    {
        AfOptions options = new();
        return options.Verb("cross-validate", "Judges models by k-fold cross-validation by record.", [.. options.Data, .. options.Models, options.Folds], settings =>
        {
            long start = Stopwatch.GetTimestamp();
            FeatureSet set = RecordLoading.Load(settings, Console.Out);
            IReadOnlyList<ModelScore> scores = Judge(set, settings, Console.Out);
            ResultFiles.Write(new AfResult(set, settings, scores, null, Stopwatch.GetElapsedTime(start).TotalSeconds));
            Console.Out.WriteLine($"report {Path.Combine(settings.Output, ResultFiles.Report)}");
            return RecordLoading.ExitCode(set);
        });
    }

    /// <summary>Cross-validates and prints a line per model.</summary>
    public static IReadOnlyList<ModelScore> Judge(FeatureSet set, AfSettings settings, TextWriter output)
    {
        IReadOnlyList<ModelScore> scores = FoldRunner.Run(set, settings, output);
        foreach (ModelScore score in scores)
        {
            output.WriteLine(score);
        }

        return scores;
    }
}
