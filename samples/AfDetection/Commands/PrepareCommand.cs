using System.CommandLine;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Report;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>The verb prepare: computes features once, for use by the other verbs.</summary>
internal static class PrepareCommand
{
    /// <summary>File of the features in the output folder.</summary>
    public const string Features = "features.safetensors";

    public static Command Create()
    {
        AfOptions options = new();
        return options.Verb("prepare", "Computes spectrogram features of records and writes them to a file.", options.Data, settings =>
        {
            FeatureSet set = RecordLoading.Load(settings, Console.Out);
            Directory.CreateDirectory(settings.Output);
            string path = Path.Combine(settings.Output, Features);
            FeatureFile.Write(path, set);
            ResultFiles.WriteSkipped(settings.Output, set.Skipped);
            Console.Out.WriteLine(path);
            return RecordLoading.ExitCode(set);
        });
    }
}
