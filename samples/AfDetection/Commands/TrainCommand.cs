using System.CommandLine;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Evaluation;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>The verb train: fits models to all records, for use by predict.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        AfOptions options = new();
        return options.Verb("train", "Fits models to all records and writes them to models/NAME in the output folder.", [.. options.Data, .. options.Models], settings =>
        {
            FeatureSet set = RecordLoading.Load(settings, Console.Out);
            ModelTrainer.Run(set, settings, Console.Out);
            return RecordLoading.ExitCode(set);
        });
    }
}
