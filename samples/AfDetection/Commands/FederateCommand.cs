using System.CommandLine;
using System.Diagnostics;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Evaluation;
using DeepHealth.Samples.AfDetection.Models;
using DeepHealth.Samples.AfDetection.Report;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>The verb federate: merges the forests of institutions that share no records.</summary>
internal static class FederateCommand
{
    private const string ModelName = "federated";

    public static Command Create()
    {
        AfOptions options = new();
        return options.Verb("federate", "Grows a forest at each of several institutions and merges them.", [.. options.Data, .. options.Forests], settings =>
        {
            long start = Stopwatch.GetTimestamp();
            FeatureSet set = RecordLoading.Load(settings, Console.Out);
            FederatedScore score = Merge(set, settings, Console.Out);
            ResultFiles.Write(new AfResult(set, settings, [], score, Stopwatch.GetElapsedTime(start).TotalSeconds));
            return RecordLoading.ExitCode(set);
        });
    }

    /// <summary>Merges, prints what each forest is worth, and writes the merged one to <c>models/federated</c>.</summary>
    public static FederatedScore Merge(FeatureSet set, AfSettings settings, TextWriter output)
    {
        (ClassicalModel model, FederatedScore score) = Federation.Run(set, settings);
        output.WriteLine(score);
        output.WriteLine($"merged forest: {ModelTrainer.Save(model, settings, ModelName)}");
        return score;
    }
}
