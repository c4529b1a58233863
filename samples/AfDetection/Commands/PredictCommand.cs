using System.CommandLine;
using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Models;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>The verb predict: applies a model to records.</summary>
internal static class PredictCommand
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create()
    {
        Argument<string[]> records = new("record")
        {
            Description = "Record (.hea or .mat, 300 Hz), or a folder in CinC 2017 layout, of which normal and AF records are taken.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> model = new("--model") { Description = "Folder of a model.", DefaultValueFactory = _ => Path.Combine(new AfSettings().Output, "models", "rf") };
        Option<bool> json = new("--json") { Description = "Print JSON instead of lines." };
        Command command = new("predict", "Tells AF from normal rhythm in records.") { records, model, json };
        command.SetAction(parsed => Run(parsed.GetValue(records)!, parsed.GetValue(model)!, parsed.GetValue(json), Console.Out));
        return command;
    }

    /// <summary>Predicts and prints.</summary>
    /// <returns>Exit code: 1 where a record was unusable.</returns>
    public static int Run(IReadOnlyList<string> arguments, string modelFolder, bool asJson, TextWriter output)
    {
        IAfModel model = ModelFolder.Load(modelFolder);
        List<RecordPrediction> predictions = [];
        ConfusionMatrix known = new(AfClass.Names.Count, AfClass.Names);
        foreach ((AfCandidate record, bool isKnown) in arguments.SelectMany(Candidates))
        {
            RecordPrediction prediction = Predict(model, record, isKnown, known);
            predictions.Add(prediction);
            if (!asJson)
            {
                output.WriteLine(prediction);
            }
        }

        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(predictions, s_json));
        }
        else if (known.Total > 0)
        {
            output.WriteLine(FormattableString.Invariant(
                $"{known.Total} records of known class: accuracy {known.Accuracy:F4}, balanced {known.BalancedAccuracy:F4}, F1 AF {known.F1(AfClass.Fibrillation):F4}, F1 normal {known.F1(AfClass.Normal):F4}"));
        }

        return predictions.Exists(prediction => prediction.Error is not null) ? Program.SomeSkipped : 0;
    }

    private static IEnumerable<(AfCandidate Record, bool IsKnown)> Candidates(string argument)
        => Directory.Exists(argument)
            ? RecordSource.Cinc(argument).Candidates.Select(record => (record, true))
            : [(new AfCandidate(argument, AfClass.Normal, () => RecordFile.Read(argument)), false)];

    private static RecordPrediction Predict(IAfModel model, AfCandidate record, bool isKnown, ConfusionMatrix known)
    {
        string? truth = isKnown ? AfClass.Names[record.Label] : null;
        try
        {
            double[] scores = model.Scores(new FeatureTable(1, LogSpectrogram.FeatureCount, LogSpectrogram.Features(record.Read())));
            int predicted = scores[AfClass.Fibrillation] >= scores[AfClass.Normal] ? AfClass.Fibrillation : AfClass.Normal;
            if (isKnown)
            {
                known.Add(record.Label, predicted);
            }

            return new RecordPrediction(record.Name, AfClass.Names[predicted], scores, truth, null);
        }
        catch (Exception error) when (error is SignalFormatException or DataException or IOException or UnauthorizedAccessException)
        {
            return new RecordPrediction(record.Name, null, null, truth, error.Message);
        }
    }
}
